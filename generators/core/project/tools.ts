import picomatch from 'picomatch';
import type { Template } from '../model/catalog.js';
import { reachedFrom } from './code/reached.js';
import { expression } from './expressions.js';
import { spelling } from './packages.js';
import type { Process } from './processes.js';
import type { RuleContext } from './rules.js';

/**
 * Finds the dependencies that are only tools for development: they are known as such, no process and no build starts
 * them, and no code that runs imports them. None if it isn't known which code runs.
 *
 * @param builds the command of the build
 * @returns names as the project spells them
 */
export function idleTools(
  { detect: { packages, code } }: Pick<Template, 'detect'>,
  context: RuleContext,
  processes: readonly Process[],
  builds: string,
): Set<string> {
  const { tools } = packages;
  if (tools === undefined) return new Set();
  const isTool = picomatch([...tools.names]);
  const names = context.dependencies.map(({ name }) => name).filter((name) => isTool(spelling(packages, name)));
  if (names.length === 0) return new Set();
  const starts = processes.flatMap(({ followed }) => followed.starts);
  const reached = reachedFrom(context, code, starts);
  if (reached.files.length === 0) return new Set();
  const started = [...starts.flatMap(({ name, args }) => [name, ...args]), ...builds.split(/\s+/)];
  const texts = reached.files.map((path) => reached.text(path));
  const inCode = tools.used.flatMap(({ pattern }) =>
    texts.flatMap((text) => [...text.matchAll(expression(pattern, 'gm'))].flatMap(([, list = '']) => namesIn(list))),
  );
  const used = new Set([...started, ...inCode].map(plain));
  return new Set(names.filter((name) => !used.has(plain(name))));
}

/** The modules in lists such as "a.b as c, d", without what is in them. */
const namesIn = (list: string): string[] => list.split(',').map((each) => /^\w[\w-]*/.exec(each.trim())?.[0] ?? '');

/** A name as packages, modules and programs share it. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_.]/g, '');
