import type { Detected, Fact, Observation } from '../model/detection.js';
import type { CommonRules } from '../model/detection-rules.js';
import type { Rule } from '../model/rule.js';
import type { Template } from '../model/catalog.js';
import type { Origin } from '../model/locked.js';
import { procfileOf } from './process/procfile.js';
import { dependenciesOf } from './dependencies.js';
import { factOf, seenBy, together } from './facts.js';
import { misspelledIn } from './misspelled.js';
import type { RuleContext } from './rules.js';
import { tooNewFor, type Asked } from './age.js';
import { lockedFor, lockedVersions, lockReadOf, originFor, type LockRead } from './locked/origin.js';
import { runtimeFor, type Runtime, type Wishes } from './runtime.js';
import { dataOf } from './values.js';
import { openTree, treeBelow, type Tree } from './tree.js';

/** What detection needs to know: the kinds of app, and what applies to all of them. */
export interface DetectionRules {
  readonly templates: readonly Template[];
  readonly common: CommonRules;
}

/** A project that was looked at: what was found, and what requirements are checked against. */
export interface Examined {
  readonly detected: Detected;
  readonly context: RuleContext;
  /** The version of the language that it gets; undefined as long as nobody knows which language it is. */
  readonly runtime: Runtime | undefined;
  /** The project's lock file, if there is one that Nix can read, as it is read for that version. */
  readonly lock: LockRead | undefined;
  /** Where packages come from. */
  readonly origin: Origin;
}

/** What depends on each other: which packages are asked for, the language's version, and where packages come from. */
type Ground = Omit<Examined, 'detected'>;

/**
 * Detects what a project is and how it runs. Only reads.
 *
 * @param directory the project's root
 * @param chosen the template that the user named, if any; it then determines the kind
 * @param options the user's answers, such as the version of the language
 * @param said where packages come from, by the user
 */
export function examine(
  { templates, common }: DetectionRules,
  directory: string,
  chosen?: string,
  options: Readonly<Record<string, string>> = {},
  said?: Origin,
): Examined {
  const tree = openTree(directory, common.ignore);
  const bare: RuleContext = { tree, common, dependencies: [] };
  const kind = kindOf(bare, templates, common);
  const named = chosen ?? (kind?.settled ? kind.value : undefined);
  const template = templates.find(({ id }) => id === named);

  const rules = template?.detect;
  const { processes } = procfileOf(tree);
  const commands = processes.map(({ command }) => command);
  const ground = groundFor(bare, template, options, commands, said);
  const { context } = ground;
  const facts = factsOf(context, merged(rules?.facts ?? {}, common.facts));
  const found = {
    root: tree.root,
    ...(kind ? { kind } : {}),
    ...(template ? { template: template.id } : {}),
    facts,
    lists: Object.fromEntries(
      Object.entries(merged(rules?.lists ?? {}, common.lists)).map(([name, all]) => [name, seenBy(context, all)]),
    ),
    dependencies: context.dependencies,
    processes,
    misspelled: misspelledIn(tree, template ? [template] : templates),
    parts: kind?.settled && facts.start?.settled ? [] : partsOf(tree, templates, common),
    top: tree.files.filter((path) => !path.includes('/')),
    size: { files: tree.files.length, cut: tree.cut },
  };
  for (const path of rules?.names ?? []) if (tree.exists(path)) understood(tree, path);
  // Last, because only reading shows what can't be read.
  return { detected: { ...found, unread: tree.unread() }, ...ground };
}

/** Reads a file at the root that says how a project is built, so that it's known whether that works. */
const understood = (tree: Tree, path: string): unknown =>
  /\.(?:json|toml)$/.test(path) ? dataOf(tree, path) : tree.text(path);

/** What a project says about the language's version. */
const wishesIn = (bare: RuleContext, { detect: { facts, lists } }: Template): Wishes => ({
  version: factOf(seenBy(bare, facts.version ?? [])),
  ranges: seenBy(bare, lists.requires ?? []),
});

/** What rules are checked against once it is known which kind of project it is, and the version of the language. */
function withDependencies(
  bare: RuleContext,
  { detect }: Template,
  runtime: Runtime | undefined,
  commands: readonly string[],
): RuleContext {
  const { dependencies, files, lists } = dependenciesOf(bare, detect, runtime?.got, commands);
  return { ...bare, dependencies, manifests: files, lists };
}

/**
 * Which packages a project asks for may depend on the version of the language, and which versions there are depends on
 * where packages come from.
 */
function groundFor(
  bare: RuleContext,
  template: Template | undefined,
  options: Readonly<Record<string, string>>,
  commands: readonly string[],
  said: Origin | undefined,
): Ground {
  if (!template) return { context: bare, runtime: undefined, lock: undefined, origin: originFor(undefined, said) };
  const wishes = wishesIn(bare, template);
  const runtimeWith = (asked: readonly Asked[], own?: readonly Observation[]): Runtime | undefined =>
    runtimeFor(template, wishes, options, own, tooNewFor(template, asked));
  const context = withDependencies(bare, template, runtimeFor(template, wishes, options), commands);
  const unlocked = runtimeWith(context.dependencies.filter(({ development }) => !development));
  const first = lockReadOf(template, context, unlocked?.got ?? '');
  if (first !== undefined) {
    const runtime = runtimeWith(lockedVersions(first), lockedFor(bare.tree, first));
    const isSame = runtime?.got === unlocked?.got;
    const own = isSame ? context : withDependencies(bare, template, runtime, commands);
    const lock = isSame ? first : lockReadOf(template, own, runtime?.got ?? '');
    if (originFor(lock, said) === 'lock') return { context: own, runtime, lock, origin: 'lock' };
  }
  // The usual version may be the only one for which the lock can be built.
  return { context, runtime: unlocked, lock: first, origin: originFor(first, said) };
}

/** Weighs the kinds of project against each other. */
function kindOf(ground: RuleContext, templates: readonly Template[], common: CommonRules): Fact | undefined {
  const kinds: (readonly [string, readonly Rule[]])[] = [
    ...templates.map(({ id, detect: { evidence } }) => [id, evidence] as const),
    ...Object.entries(common.languages),
  ];
  const seen = kinds.flatMap(([kind, rules]) => together(ground, kind, rules) ?? []);
  return factOf(seen.sort((a, b) => b.confidence - a.confidence));
}

/**
 * Folders that would be projects of their own: a monorepo has them where others have their app. Looks only at folders
 * with a file name that templates know: a repository may have thousands.
 */
function partsOf(tree: Tree, templates: readonly Template[], common: CommonRules): Detected['parts'] {
  const telling = new Set(templates.flatMap(({ detect: { names } }) => names));
  const folders = new Set(
    tree.files.flatMap((path) => {
      const steps = path.split('/');
      const isTelling = steps.length > 1 && steps.length <= 4 && telling.has(steps.at(-1) ?? '');
      return isTelling && !steps.some((step) => common.aside.includes(step)) ? [steps.slice(0, -1).join('/')] : [];
    }),
  );
  const parts = [...folders].slice(0, 100).flatMap((path) => {
    const ground: RuleContext = { tree: treeBelow(tree, path), common, dependencies: [] };
    const kind = kindOf(ground, templates, common);
    if (!kind?.settled) return [];
    const template = templates.find(({ id }) => id === kind.value);
    return [{ path, kind: kind.value, starts: isStarted(ground, template, common) }];
  });
  const inOrder = [...parts.filter(({ starts }) => starts), ...parts.filter(({ starts }) => !starts)];
  return inOrder.map(({ path, kind }) => ({ path, kind }));
}

/** Whether it is known how a part starts: most others are libraries. */
function isStarted(bare: RuleContext, template: Template | undefined, common: CommonRules): boolean {
  const ground = template
    ? withDependencies(bare, template, runtimeFor(template, wishesIn(bare, template), {}), [])
    : bare;
  const start = [...(template?.detect.facts.start ?? []), ...(common.facts.start ?? [])];
  return factOf(seenBy(ground, start))?.settled === true;
}

function factsOf(ground: RuleContext, rules: Readonly<Record<string, readonly Rule[]>>): Record<string, Fact> {
  const facts = Object.entries(rules).map(([name, all]) => [name, factOf(seenBy(ground, all))] as const);
  return Object.fromEntries(facts.filter((entry): entry is [string, Fact] => entry[1] !== undefined));
}

/** Rules from two sources about the same things, the specific ones first. */
const merged = (
  own: Readonly<Record<string, readonly Rule[]>>,
  common: Readonly<Record<string, readonly Rule[]>>,
): Record<string, readonly Rule[]> =>
  Object.fromEntries(
    [...new Set([...Object.keys(own), ...Object.keys(common)])].map((name) => [
      name,
      [...(own[name] ?? []), ...(common[name] ?? [])],
    ]),
  );

/** The values of a list. */
export const listed = (detected: Detected, name: string): readonly Observation[] => detected.lists[name] ?? [];
