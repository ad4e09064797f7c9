import { basename } from 'node:path';
import type { Fact } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { met, unknown } from '../verdict.js';
import type { Ground } from './ground.js';
import { ruled } from './ruled.js';

/** If there are migrations, something must apply them. */
export function migrationRequirements(ground: Ground): Requirement[] {
  const { detected, conclusion } = ground;
  const { release } = detected.facts;
  if (release === undefined) return startedRules(ground, '');
  return [...startedRules(ground, release.value), ...ofRelease(release, conclusion)];
}

/** What must be true for programs that processes start. What is only offered is no blocker. */
function startedRules(ground: Ground, offered: string): Requirement[] {
  const { template, conclusion } = ground;
  const started = new Set(
    conclusion.processes.flatMap(({ followed }) =>
      followed.starts.flatMap(({ program, args }) => [program, ...args].map((word) => basename(word))),
    ),
  );
  return template.detect.requirements.flatMap((rule) => {
    if (rule.starts === undefined) return [];
    if (started.has(rule.starts)) return ruled(ground, [rule]);
    if (!offered.split(' ').includes(rule.starts)) return [];
    return ruled(ground, [rule]).map((each) =>
      each.state.is === 'missing' ? { ...each, state: { is: 'unknown', check: each.state.fix ?? '' } } : each,
    );
  });
}

function ofRelease(release: Fact, conclusion: Ground['conclusion']): Requirement[] {
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
