import { readFileSync } from 'node:fs';
import { commandsPath } from '../catalog/paths.js';
import type { CommandSpecs } from './help.js';

/** Every command by its word, as the build found it: a folder of this room with a spec.ts. */
export const declaredCommands = (): CommandSpecs => JSON.parse(readFileSync(commandsPath, 'utf8')) as CommandSpecs;
