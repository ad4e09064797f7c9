import { posix } from 'node:path';
import type { Requirement } from '../../model/readiness.js';
import { reachedFrom } from '../code/reached.js';
import { expression } from '../expressions.js';
import type { Start } from '../process/followed.js';
import { unknown } from '../verdict.js';
import type { Ground } from './ground.js';

/** A process other than web must keep running: Heroku starts one that ends again, and calls that a crash. */
export const lastingRequirements = (ground: Ground): Requirement[] =>
  ground.conclusion.processes.flatMap(({ type, followed }) => {
    const last = followed.starts.at(-1);
    return type === 'web' || type === 'release' || last === undefined ? [] : ofLast(ground, type, last);
  });

/** What a program of others does is theirs; only the project's own code is read. */
const own: readonly Start['origin']['is'][] = ['image', 'built', 'file'];

function ofLast(ground: Ground, process: string, start: Start): Requirement[] {
  if (!own.includes(start.origin.is)) return [];
  const { code } = ground.template.detect;
  const { files, text } = reachedFrom(ground, code, [start]);
  const [first] = files;
  const isLasting = files.some((path) => code.lasting.some(({ pattern }) => expression(pattern, 'm').test(text(path))));
  if (first === undefined || isLasting || !isNamedBy(start, first)) return [];
  return [
    unknown('process', 'boot', {
      process,
      headline: `Nothing in ${first} seems to keep ${process} running, and Heroku starts a process that ends again and again`,
      check: 'if it is a job that ends, run it on a schedule instead: heroku addons:create scheduler:standard',
      evidence: start.evidence.path === '' ? [] : [start.evidence],
    }),
  ];
}

/** Whether a command is about a file itself, as a path or as a module, and not about a program that is given it. */
function isNamedBy({ origin, args, folder }: Start, path: string): boolean {
  const [word = ''] = args.filter((each) => !each.startsWith('-'));
  const names = [word, word.replaceAll('.', '/')].map((each) => posix.join(folder, each));
  return (
    origin.is !== 'image' ||
    names.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}/`))
  );
}
