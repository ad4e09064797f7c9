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
 * Yeoman reads .yo-rc.json, package.json and ~/.yo-rc-global.json as it makes a generator, and falls over those that are
 * broken or closed. We read what we need ourselves, and let Yeoman look where none of them is.
 */
const nowhere = import.meta.dirname;

/** What every door shares. Yeoman takes each method of the last class for a task, so these have a class of their own. */
abstract class Door extends Generator {
  protected abstract readonly name: string;
  readonly #words: readonly string[] | undefined;
  #finish: Finish | undefined;

  constructor(args: string[], options: Options) {
    // Our own plan writes the files, all or none: Yeoman's commit and package install have nothing to do.
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
   * On a command line a failure is told once, in our words, and becomes the exit code. A program that composes with us
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
        // Nothing is under way at a question; and Yeoman's own way out has yo report an error.
        process.exit(exitCodes.interrupted);
      }
      fail(error, { json: this.#words.includes('--json') });
    }
  }
}

/**
 * Makes Yeoman's generator of a command: it prepares while Yeoman prompts, and writes and reports while Yeoman writes.
 *
 * @param name of the command, as it's typed
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
