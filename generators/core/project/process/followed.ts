import type { Evidence } from '../../model/detection.js';
import type { CommandContext, Origin } from './origin.js';
import type { SimpleCommand } from './shell.js';

/** A program that a process starts on its way. */
export interface Start {
  /** As it is written. */
  readonly program: string;
  /** Its name without folders, and without the version that the image has of it. */
  readonly name: string;
  /** What it is given, without quotes; variables stay as they are. */
  readonly args: readonly string[];
  /** The folder that it runs in, below the root; "" is the root. */
  readonly folder: string;
  /** Variables that the command sets for it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly origin: Origin;
  readonly evidence: Evidence;
}

/** What a command does. */
export interface Followed {
  /** The command as the image can run it: without runners whose work Nix has done. */
  readonly command: string;
  /** Every program that it starts, in order: the last one is the process itself. */
  readonly starts: readonly Start[];
  /** Commands and scripts that can't be followed. */
  readonly opaque: readonly Evidence[];
  /** Folders that it changes into, but that aren't there. */
  readonly lost: readonly { readonly folder: string; readonly evidence: Evidence }[];
  /** Files that it writes by a redirection, and whether it does so whenever it runs. */
  readonly written: readonly Written[];
  /** Commands that were cut off its front, since they belong to the build. */
  readonly builds: readonly string[];
}

export interface Written {
  readonly path: string;
  readonly isCertain: boolean;
  readonly evidence: Evidence;
}

/** Where a command is read. */
export interface Place {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly evidence: Evidence;
  /** How many scripts led here. */
  readonly depth: number;
  /** Whether it is in a file of the project: what is written there stays as it is. */
  readonly isFixed: boolean;
  /** Whether nothing comes before it, but the build. */
  readonly isFirst: boolean;
  /** Whether something comes after it. */
  readonly isFollowed: boolean;
  /** How many more commands are looked at, wherever they are. */
  readonly budget: { left: number };
}

/** What one command does, and what it changes for those after it. */
export interface FollowedCommand extends Followed {
  readonly folder?: string;
  readonly exported?: Readonly<Record<string, string>>;
}

/** How far scripts that start each other are followed; enough for any that ends. */
export const deepest = 12;

/** How many commands of one process are looked at: scripts that start each other may have any number. */
export const mostCommands = 2_000;

/** How many programs of one process are looked at. */
export const most = 200;

export const nothing: Omit<Followed, 'command'> = { starts: [], opaque: [], lost: [], written: [], builds: [] };

export const joined = (parts: readonly Omit<Followed, 'command'>[]): Omit<Followed, 'command'> => ({
  starts: parts.flatMap(({ starts }) => starts),
  opaque: parts.flatMap(({ opaque }) => opaque),
  lost: parts.flatMap(({ lost }) => lost),
  written: parts.flatMap(({ written }) => written),
  builds: parts.flatMap(({ builds }) => builds),
});

/** With the files that a command writes by itself. */
export const withWritten = <Found extends Followed>(
  found: Found,
  { written }: SimpleCommand,
  { evidence }: Pick<Place, 'evidence'>,
  isCertain: boolean,
): Found => ({ ...found, written: [...found.written, ...written.map((path) => ({ path, isCertain, evidence }))] });

/** A place in a file of the project: what is written there stays as it is. */
export const inside = { isFixed: true, isFirst: false, isFollowed: false } as const;

/** What scripts need to be followed: lines and commands, which may start other scripts. */
export interface Follower {
  readonly line: (context: CommandContext, line: string, place: Place) => Followed;
  readonly command: (context: CommandContext, line: string, command: SimpleCommand, place: Place) => FollowedCommand;
}
