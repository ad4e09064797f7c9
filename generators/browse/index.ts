import { browse } from '../core/face/browse/browse.js';
import { browseHelp } from '../core/face/browse/help.js';
import { browseGrammar } from '../core/face/browse/request.js';
import { Door } from '../core/face/door.js';

/** `yo heroku-nix:browse [template] [file]`: shows what would be written. */
export default class Browse extends Door {
  protected override readonly grammar = browseGrammar;
  protected override readonly helpText = browseHelp;

  async prompting(): Promise<void> {
    await this.stage(async () => {
      process.stdout.write(await browse(this.catalog, this.line));
    });
  }
}
