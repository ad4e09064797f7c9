import Generator from 'yeoman-generator';
import { packagedCatalog } from '../catalog/packaged.js';
import type { Catalog } from '../domain.js';
import { exitCodes } from '../errors.js';
import { commandLineFrom, readCommandLine, yoArguments, type CommandLine, type Grammar } from './command-line.js';
import { fail } from './print-error.js';
import { programFor, type Program } from './program.js';

type DoorOptions = Generator['options'] & {
  /** The command line, when the bin starts the door: read here rather than by Yeoman. */
  readonly argv?: readonly string[];
  readonly namespace: string;
  /** How the user started the door that hands over to this one. */
  readonly program?: Program;
};

/*
 * Yeoman reads .yo-rc.json, package.json and ~/.yo-rc-global.json as it makes a generator, and falls over those that are
 * broken or closed. We read what we need ourselves, and let Yeoman look where none of them is.
 */
const nowhere = import.meta.dirname;

/** What every door shares: the command line, the catalog, and how errors reach the person. */
export abstract class Door extends Generator {
  readonly catalog: Catalog = packagedCatalog();
  /** How the user started us: for commands that are shown to them. */
  readonly program: Program;
  readonly #argv: readonly string[] | undefined;
  #line: CommandLine | undefined;
  #over = false;

  constructor(args: string[], options: DoorOptions) {
    // Our own plan writes the files, all or none: Yeoman's commit and package install have nothing to do.
    super(
      args,
      { ...options, destinationRoot: nowhere, localConfigOnly: true },
      { customCommitTask: true, customInstallTask: true, disableInGeneratorOptionsSupport: true },
    );
    const yoWords = yoArguments(process.argv, options.namespace);
    this.#argv = options.argv ?? yoWords;
    this.program = options.program ?? programFor({ yo: yoWords !== undefined, env: process.env });
  }

  /** What this door's command line may hold. */
  protected abstract readonly grammar: Grammar;

  protected abstract readonly helpText: (catalog: Catalog) => string;

  get line(): CommandLine {
    this.#line ??= this.#argv
      ? readCommandLine(this.catalog, this.grammar, this.#argv)
      : commandLineFrom(this.catalog, this.grammar, this._args, this.options);
    return this.#line;
  }

  /** Whether a person is there to answer. */
  get interactive(): boolean {
    const { switches } = this.line;
    return !switches.has('yes') && !switches.has('json') && process.stdin.isTTY && process.stdout.isTTY;
  }

  /**
   * Runs one stage of the life cycle; after a failed one the others are passed over.
   *
   * On a command line the trouble is told once, in our words, and becomes the exit code. A program that composes
   * with us gets the error itself.
   */
  protected async stage(work: () => Promise<void>): Promise<void> {
    if (this.#over) return;
    try {
      await work();
    } catch (error) {
      this.#over = true;
      if (!this.#argv) throw error;
      if (error instanceof Error && error.name === 'ExitPromptError') {
        process.stderr.write('Stopped. Nothing was written.\n');
        // Nothing is under way at a question; and Yeoman's own way out has yo report an error.
        process.exit(exitCodes.interrupted);
      }
      fail(error, { json: this.#argv.includes('--json') });
    }
  }

  override help(): string {
    return this.helpText(this.catalog);
  }
}

/**
 * What an earlier stage made. Without it no later stage is run, so that this cannot fail but by a mistake of ours.
 */
export function made<T>(product: T | undefined): T {
  if (product === undefined) throw new Error('an earlier stage was passed over');
  return product;
}
