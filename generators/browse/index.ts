import { doorOf } from '../core/yeoman/door.js';

/** `yo heroku-nix:browse`. */
export default doorOf('browse');
