import Generator from 'yeoman-generator';
import type { Finish, Session } from '../commands/command.js';
import type { CommandSpec } from '../terminal/command-spec.js';
import {
  commandLineFrom,
  declaredCommands,
  exitCodes,
  fail,
  helpText,
  isInterrupt,
  loadCatalog,
  loadCommand,
  programFor,
  readCommandLine,
  runCommand,
  yeomanTerminal,
  yoArguments,
} from './program.js';

type Options = Generator['options'] & { readonly namespace: string };

/*
 * Yeoman reads .yo-rc.json, package.json and ~/.yo-rc-global.json when it creates a generator, and fails if one is
 * broken or unreadable. We read what we need ourselves, and let Yeoman look where there are none.
 */
const nowhere = import.meta.dirname;

/** What every door shares. Yeoman runs each method of the last class as a task, so these have their own class. */
abstract class Door extends Generator {
  protected abstract readonly name: string;
  readonly #words: readonly string[] | undefined;
  #finish: Finish | undefined;

  constructor(args: string[], options: Options) {
    // Our own plan writes the files, all or none: Yeoman's commit and package install aren't needed.
    super(
      args,
      { ...options, destinationRoot: nowhere, localConfigOnly: true },
      { customCommitTask: true, customInstallTask: true, disableInGeneratorOptionsSupport: true },
    );
    this.#words = yoArguments(process.argv, options.namespace);
  }

  override help(): string {
    return helpText(loadCatalog(), declaredCommands(), this.name, programFor({ yo: true, env: {} }));
  }

  protected prepare(): Promise<void> {
    return this.#step(async () => {
      const command = await loadCommand(this.name);
      this.#finish = await command.prepare(this.#session(command.spec));
    });
  }

  protected finish(): Promise<void> {
    return this.#step(async () => {
      const code = await this.#finish?.();
      if (code) process.exitCode ??= code;
    });
  }

  #session(spec: CommandSpec): Session {
    const catalog = loadCatalog();
    const line = this.#words
      ? readCommandLine(catalog, spec, this.#words)
      : commandLineFrom(catalog, spec, this._args, this.options);
    const place = {
      cwd: this.env.cwd,
      program: programFor({ yo: this.#words !== undefined, env: process.env }),
      terminal: yeomanTerminal(this.prompt.bind(this)),
    };
    return { catalog, line, ...place, start: (next, argv) => runCommand(next, argv, place) };
  }

  /**
   * Runs one step; after a failed one, the other is skipped.
   *
   * On a command line a failure is reported once, in our words, and sets the exit code. A program that composes with us
   * gets the error itself.
   */
  async #step(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#finish = undefined;
      if (!this.#words) throw error;
      if (isInterrupt(error)) {
        process.stderr.write('Stopped. Nothing was written.\n');
        // Nothing is in progress at a prompt, and Yeoman's own way out makes yo report an error.
        process.exit(exitCodes.interrupted);
      }
      fail(error, { json: this.#words.includes('--json') });
    }
  }
}

/**
 * Builds Yeoman's generator for a command: it prepares while Yeoman prompts; it writes and reports while Yeoman writes.
 *
 * @param name of the command, as typed
 */
export const doorOf = (name: string): new (args: string[], options: Options) => Generator =>
  class extends Door {
    protected override readonly name = name;

    async prompting(): Promise<void> {
      await this.prepare();
    }

    async writing(): Promise<void> {
      await this.finish();
    }
  };
