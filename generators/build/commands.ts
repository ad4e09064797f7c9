/* A step of the build: the declarations of all commands as one file, so that a run loads only the command that it runs. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsPath } from '../core/catalog/paths.js';
import type { Command } from '../core/commands/command.js';
import { defaultCommand } from '../core/commands/declared.js';

const folder = join(import.meta.dirname, '../core/commands');
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'spec.js')))
  .map(({ name }) => name)
  .sort((a, b) => Number(b === defaultCommand) - Number(a === defaultCommand) || a.localeCompare(b));

const entries = names.map(async (name) => {
  const { spec } = (await import(`../core/commands/${name}/spec.js`)) as Pick<Command, 'spec'>;
  return [name, spec] as const;
});
writeFileSync(commandsPath, JSON.stringify(Object.fromEntries(await Promise.all(entries))));
