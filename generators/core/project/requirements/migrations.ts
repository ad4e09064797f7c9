import { basename } from 'node:path';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { met, unknown } from '../verdict.js';
import type { Ground } from './ground.js';

/** If there are migrations, something must apply them. */
export function migrationRequirements({ detected, conclusion }: Ground): Requirement[] {
  const { release } = detected.facts;
  if (release === undefined) return [];
  const evidence = release.evidence.slice(0, 1);
  const applied = conclusion.processes.find((process) => process.type === 'release' || runs(process, release.value));
  if (applied)
    return [
      met('migrations', 'answer', {
        process: applied.type,
        headline: `${applied.type} may apply the migrations`,
        evidence: applied.evidence.path === '' ? evidence : [applied.evidence],
      }),
    ];
  return [
    unknown('migrations', 'answer', {
      headline: 'Nothing seems to apply the migrations, so tables may be missing',
      check: `to apply them before each release, run the same command again with --release ${shellWord(release.value)}`,
      evidence,
    }),
  ];
}

/** Whether a process runs a command, or one with the same words besides others. */
function runs({ followed }: Ground['conclusion']['processes'][number], command: string): boolean {
  const words = command
    .split(' ')
    .map((word) => basename(word))
    .filter((word) => /^\w[\w.:-]*$/.test(word) && word !== 'npx')
    .slice(-2);
  return followed.starts.some(({ program, args }) => {
    const started = new Set([program, ...args].map((word) => basename(word)));
    return words.every((word) => started.has(word));
  });
}
