import type { LockKind, LockRules } from '../model/locks.js';
import type { Detected } from '../model/detection.js';
import { blocksIn } from './blocks.js';
import { evidenceAt } from './evidence.js';
import { expression } from './expressions.js';
import { lockFileOf, type Lock, type LockEntry } from './locks.js';
import { matchesOf, type RuleContext } from './rules.js';
import type { Tree } from './tree.js';

/** How many entries are read. */
const most = 50_000;

/** The other kind of lock file that Nix reads in a project: that of the tool which the project names, or the only one. */
export function lockKindOf(tree: Tree, rules: LockRules | undefined, facts: Detected['facts']): LockKind | undefined {
  const named = facts.manager?.settled === true ? facts.manager.value : undefined;
  if (rules === undefined) return undefined;
  const usable = rules.kinds.filter((kind) => tree.exists(kind.file) && isReadable(tree, kind));
  return usable.find(({ id }) => id === named) ?? (lockFileOf(tree, rules) === undefined ? usable[0] : undefined);
}

/** Whether a lock file has the form that its rules are for. */
const isReadable = (tree: Tree, { file, header }: LockKind): boolean =>
  expression(header.pattern, 'm').test(tree.text(file) ?? '');

/** Reads a lock file line by line. */
export function textLockOf(context: RuleContext, { scripts }: LockRules, kind: LockKind): Lock {
  const { tree } = context;
  const text = tree.text(kind.file) ?? '';
  const starts = linesOf(text, kind.entries).slice(0, most);
  const allowed = kind.allowed?.flatMap((rule) => matchesOf(context, rule).map(({ value }) => value));
  // Where all scripts run, only what is known to have one counts.
  const runs = (name: string): boolean => allowed?.includes(name) ?? Object.hasOwn(scripts.download, name);
  const entries = starts.map((start, index): LockEntry => {
    const body = text.slice(start.index, starts[index + 1]?.index ?? text.length);
    const [, name = '', version = ''] = start;
    const has = (key: 'optional' | 'scripts'): boolean => field(body, kind.fields[key]) !== '';
    const is = { link: false, development: false, bundled: false };
    return {
      place: String(start.index),
      name,
      version: field(body, kind.fields.version) || (/^\d/.test(version) ? version : ''),
      address: addressIn(body, kind),
      hash: field(body, kind.fields.hash),
      is: { ...is, optional: has('optional'), scripts: has('scripts') || runs(name) },
      record: {},
    };
  });
  return {
    path: kind.file,
    own: {},
    folders: new Map(),
    has: () => false,
    entries,
    evidenceOf: ({ place }) => evidenceAt(tree, kind.file, text, Number(place)),
  };
}

/** What a lock file says that the project asks for: the ranges of each name. */
export function askedIn(tree: Tree, kind: LockKind): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const [, name = '', range = ''] of linesOf(tree.text(kind.file) ?? '', kind.asked)) {
    const before = asked.get(name) ?? new Set<string>();
    asked.set(name, before.add(range));
  }
  return asked;
}

function linesOf(text: string, { within, pattern }: LockKind['entries']): RegExpExecArray[] {
  const blocks = within === undefined ? undefined : blocksIn(text, within);
  return [...text.matchAll(expression(pattern, 'gm'))].filter(({ index }) => blocks?.has(index) ?? true);
}

function field(body: string, rule: { readonly pattern: string } | undefined): string {
  const found = rule === undefined ? null : expression(rule.pattern, 'm').exec(body);
  return found?.slice(1).find(Boolean) ?? '';
}

/** An address that says what kind of origin it is. */
function addressIn(body: string, { from, fields, addressless }: LockKind): string {
  const origin = (['git', 'archive'] as const).find((each) => expression(from[each].pattern, 'm').test(body));
  if (origin !== undefined) return `${origin}:`;
  const address = field(body, fields.address);
  // Without both, it is known to be part of the project.
  return address === '' && !addressless ? 'archive:' : address;
}
