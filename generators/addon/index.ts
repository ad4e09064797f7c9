import { doorOf } from '../core/yeoman/door.js';

/** `yo heroku-nix:addon`. */
export default doorOf('addon');
