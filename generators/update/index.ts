import { doorOf } from '../core/yeoman/door.js';

/** `yo heroku-nix:update`. */
export default doorOf('update');
