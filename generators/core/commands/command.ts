import type { Catalog } from '../model/catalog.js';
import type { CommandLine } from '../terminal/command-line.js';
import type { CommandSpec } from '../terminal/command-spec.js';
import type { Program } from '../terminal/program.js';
import type { Terminal } from '../terminal/terminal.js';

/** Everything that a command knows about how it was started. */
export interface Session {
  readonly catalog: Catalog;
  readonly line: CommandLine;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** How the user started us, for printed commands. */
  readonly program: Program;
  readonly terminal: Terminal;
  /**
   * Runs another command in the same terminal.
   *
   * @param name as it is typed
   * @param argv the words after it
   * @returns the exit code
   */
  readonly start: (name: string, argv: readonly string[]) => Promise<number>;
}

/**
 * Carries out what was prepared, and reports it.
 *
 * @returns the exit code: see `exitCodes`
 */
export type Finish = () => Promise<number>;

/** A command: a folder in commands/, with its declaration in spec.ts and this in command.ts. */
export interface Command {
  readonly spec: CommandSpec;
  /**
   * Finds out what to do, and asks what is still open. Writes nothing, except to finish an interrupted run.
   *
   * @throws UserError for what the user can fix
   */
  readonly prepare: (session: Session) => Promise<Finish>;
}

/** Whether we may prompt: a person is there, and neither --yes nor --json was given. */
export const mayAsk = ({ terminal, line: { switches } }: Session): boolean =>
  terminal.isInteractive && !switches.has('yes') && !switches.has('json');
