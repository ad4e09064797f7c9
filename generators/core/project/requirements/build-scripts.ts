import { posix } from 'node:path';
import type { BuildRules } from '../../model/commands.js';
import type { Requirement } from '../../model/readiness.js';
import { codeIn } from '../code/text.js';
import { evidenceAt } from '../evidence.js';
import { expression } from '../expressions.js';
import { filled } from '../filled.js';
import type { Start } from '../process/followed.js';
import { unknown } from '../verdict.js';
import type { Ground } from './ground.js';

/** What a script of the project does that a build can't do: it has no network and no database. */
export function ofScript({ tree }: Ground, { scripts }: BuildRules, start: Start): Requirement[] {
  const { program, args, folder } = start;
  const name = args.find((arg) => !arg.startsWith('-')) ?? '';
  const path = posix.join(folder, name);
  if (!scripts.programs.includes(program) || name === '' || !tree.exists(path)) return [];
  const text = codeIn(tree, path);
  return scripts.does.flatMap(({ pattern, kind, headline, check }) => {
    const match = expression(pattern, 'm').exec(text);
    if (match === null) return [];
    const words = { command: `${program} ${name}`, path, 1: match[1] ?? '' };
    return [
      unknown(kind, 'build', {
        headline: filled(headline, words),
        check: filled(check, words),
        evidence: [evidenceAt(tree, path, text, match.index)],
      }),
    ];
  });
}
