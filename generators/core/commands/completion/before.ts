import type { Catalog } from '../../model/catalog.js';
import { valueFlags, type CommandSpec } from '../../terminal/command-spec.js';
import { defaultCommand, type CommandSpecs } from '../declared.js';
import { commandNamed } from '../words.js';

/** What the words before the one being completed say. */
export interface Before {
  readonly spec: CommandSpec;
  readonly argv: readonly string[];
  readonly args: readonly string[];
  readonly flags: readonly string[];
  readonly template: string | undefined;
  /** The flag that still waits for its value. */
  readonly open: string | undefined;
  /** Whether `--` comes before: then no flag follows. */
  readonly onlyArgs: boolean;
}

/** Reads the words before the cursor, and skips what makes no sense there. */
export function readBefore(catalog: Catalog, commands: CommandSpecs, words: readonly string[]): Before | undefined {
  const name = commandNamed(words[0] ?? '');
  const isNamed = Object.hasOwn(commands, name);
  const spec = commands[isNamed ? name : defaultCommand];
  if (!spec) return undefined;
  const argv = isNamed ? words.slice(1) : words;
  const valued = valueFlags(catalog, spec);
  const [args, flags]: [string[], string[]] = [[], []];
  let [template, open, onlyArgs]: [string | undefined, string | undefined, boolean] = [undefined, undefined, false];
  for (const word of argv) {
    if (open !== undefined) {
      if (open === 'template') template = word;
      open = undefined;
    } else if (onlyArgs || !word.startsWith('-')) args.push(word);
    else if (word === '--') onlyArgs = true;
    else {
      const [flag = '', ...value] = word.replace(/^--?/, '').split('=');
      flags.push(flag);
      if (value.length === 0 && valued.includes(flag)) open = flag;
      if (value.length > 0 && flag === 'template') template = value.join('=');
    }
  }
  if (spec.args[0]?.values === 'templates') template = args[0] ?? template;
  return { spec, argv, args, flags, template, open, onlyArgs };
}
