import { readFileSync } from 'node:fs';
import { commandsPath } from '../catalog/paths.js';
import type { CommandSpec } from '../terminal/command-spec.js';

/** Commands by the word that starts them. */
export type CommandSpecs = Readonly<Record<string, CommandSpec>>;

/** The command that needs no word of its own. */
export const defaultCommand = 'create';

/** Every command by its word, as the build found it: a folder in commands/ with a spec.ts. */
export const declaredCommands = (): CommandSpecs => JSON.parse(readFileSync(commandsPath, 'utf8')) as CommandSpecs;
