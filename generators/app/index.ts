import { doorOf } from '../core/yeoman/door.js';

/** `yo heroku-nix`. */
export default doorOf('create');
