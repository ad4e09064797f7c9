import { doorOf } from '../core/yeoman/door.js';

/** `yo heroku-nix:onboard`. */
export default doorOf('onboard');
