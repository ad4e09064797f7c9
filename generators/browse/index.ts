import { join } from 'node:path';
import type { Given } from '../core/answers/given.js';
import { browse } from '../core/face/browse/browse.js';
import { helpText } from '../core/face/browse/help.js';
import { browseGrammar, someName, wantsTour } from '../core/face/browse/request.js';
import { Door } from '../core/face/door.js';
import { wordsOf } from '../core/face/flags.js';
import { doorCommand } from '../core/face/program.js';

/** `yo heroku-nix:browse [template] [file]`: shows what would be written. */
export default class Browse extends Door {
  protected override readonly grammar = browseGrammar;
  protected override readonly helpText = helpText;

  async prompting(): Promise<void> {
    await this.stage(async () => {
      const { catalog, line } = this;
      if (!this.interactive || !wantsTour(line)) {
        process.stdout.write(await browse(catalog, line, doorCommand(this.program, 'browse')));
        return;
      }
      const { tour } = await import('../core/face/browse/terminal/tour.js');
      const given = await tour(catalog, line.given);
      if (given) await this.#create(given);
    });
  }

  /** Hands over to the door that writes: it asks for what is still open. */
  async #create(given: Given): Promise<void> {
    const { directory } = await this.prompt<{ directory: string }>({
      type: 'input',
      name: 'directory',
      message: 'Which directory shall it be written to?',
      default: given.name ?? someName,
    });
    const generatorOptions: object = { argv: [...wordsOf(given), '--', directory], program: this.program };
    await this.composeWith(join(import.meta.dirname, '../app/index.js'), { generatorOptions });
  }
}
