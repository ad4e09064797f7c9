import { command } from '../core/commands/update/command.js';
import { doorOf } from '../core/yeoman/door.js';

/** `yo heroku-nix:update`. */
export default doorOf('update', command);
