import { command } from '../core/commands/create/command.js';
import { doorOf } from '../core/yeoman/door.js';

/** `yo heroku-nix`. */
export default doorOf('create', command);
