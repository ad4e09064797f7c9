import type { Evidence } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import type { StepRule, Versions } from '../../model/requirement-rules.js';
import { evidenceAt } from '../evidence.js';
import { expression } from '../expressions.js';
import { filled } from '../filled.js';
import type { Tree } from '../tree.js';
import { missing } from '../verdict.js';
import { some, type Ground } from './ground.js';

/** Files that name the same versions must be in step. */
export function stepRequirements({ tree, template }: Ground): Requirement[] {
  const told = new Set<string>();
  return (template.detect.steps ?? []).flatMap((rule) => ofRule(tree, rule, told));
}

/** @param told names that an earlier rule has told: each is told once */
function ofRule(tree: Tree, { kind, stage, asked, held, headline, fix }: StepRule, told: Set<string>): Requirement[] {
  if (tree.text(held.file) === undefined) return [];
  const there = new Map(versionsIn(tree, held).map(({ name, version }) => [name, version]));
  const behind = versionsIn(tree, asked).filter(({ name, version }) => there.get(name) !== version && !told.has(name));
  const names = behind.map(({ name, version }) => {
    const other = there.get(name);
    return other === undefined ? `${name} ${version}` : `${name} ${version} (${other} there)`;
  });
  if (behind.length === 0) return [];
  for (const { name } of behind) told.add(name);
  const evidence = behind.slice(0, 3).map((each) => each.evidence());
  return [missing(kind, stage, { headline: filled(headline, { names: some(names) }), fix, evidence })];
}

/** How many names of one file are compared. */
const most = 10_000;

interface Named {
  readonly name: string;
  readonly version: string;
  readonly evidence: () => Evidence;
}

function versionsIn(tree: Tree, { file, pattern, except }: Versions): Named[] {
  const whole = tree.text(file) ?? '';
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  const text = except === undefined ? whole : whole.replace(expression(except, 'gm'), blank);
  const found: Named[] = [];
  for (const match of text.matchAll(expression(pattern, 'gm'))) {
    if (found.length === most) {
      tree.tell(file, `only the first ${most} names in it were compared`);
      break;
    }
    const { name = '', version = '' } = match.groups ?? {};
    const start = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0);
    found.push({ name, version, evidence: () => evidenceAt(tree, file, whole, start) });
  }
  return found;
}
