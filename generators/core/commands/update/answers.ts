import { axes } from '../../model/axes.js';
import type { Change, DiskEntry, Lock } from '../../model/change.js';
import type { Catalog } from '../../model/catalog.js';
import type { Answers, FileSet } from '../../model/pipeline.js';
import { shellWord } from '../../model/shell.js';
import { plan, type Previous } from '../../plan/plan.js';
import { pathsOf, sourcesFor } from '../../render/layers.js';
import { render } from '../../render/render.js';
import { asManaged, asOwned, isOf, outdatedLines, yoursThatDiffer } from '../merge-yours.js';

/** An answer that is different now. */
export interface ChangedAnswer {
  readonly flag: string;
  readonly before: string;
  readonly now: string;
  readonly isOption: boolean;
}

/** The answers that an update changes. */
export function changedAnswers(before: Answers, now: Answers): ChangedAnswer[] {
  const common = (['title', ...axes.map((axis) => axis.flag)] as const).map((flag) => ({
    ...{ flag, before: before[flag], now: now[flag], isOption: false },
  }));
  const options = Object.entries(now.options).map(([flag, value]) => ({
    ...{ flag, before: before.options[flag] ?? '', now: value, isOption: true },
  }));
  return [...common, ...options].filter((answer) => answer.before !== answer.now);
}

/** What is planned for changed answers. */
export interface AnswerPlan {
  readonly changes: readonly Change[];
  /** Places in the user's files that still follow the earlier answers, e.g. "README.md:34". */
  readonly worthALook: readonly string[];
  /** Why a file is no longer written, if it's because of the answers. */
  readonly causeOf: (path: string) => string | undefined;
  /** The earlier answers that a file still follows although it should change, e.g. "python 3.13". */
  readonly stillOn: (change: Change) => string | undefined;
}

/**
 * Plans an update for answers that may have changed. The user's files that state an answer are merged too, if we know
 * what they said: that is, if the lock is from the current templates.
 */
export async function planForAnswers(
  catalog: Catalog,
  [before, now]: readonly [Answers, Answers],
  disk: ReadonlyMap<string, DiskEntry>,
  next: FileSet,
  previous: Previous & { readonly lock: Lock },
): Promise<AnswerPlan> {
  const changed = changedAnswers(before, now);
  const causeOf = (path: string): string | undefined => causeIn(catalog, before, changed, path);
  const base: FileSet = changed.length > 0 ? await render(catalog, before) : new Map();
  const stillOn = (change: Change): string | undefined => stillIn(changed, base, next, change);
  const yours = yoursThatDiffer(base, next);
  const { lock } = previous;
  const merges = isOf(lock, base);
  const plain = plan(disk, next, previous);
  const merged = merges ? mergedYours(disk, next, previous, yours) : new Map<string, Change>();
  const places = [...yours].flatMap(([path, said]) => {
    const entry = disk.get(path);
    if (entry?.kind !== 'file' || merged.has(path)) return [];
    const lines = outdatedLines(entry.content.toString('utf8'), said, next.get(path)?.content.toString('utf8') ?? '');
    return lines.map((line) => `${path}:${line}`);
  });
  return { changes: plain.map((change) => merged.get(change.path) ?? change), worthALook: places, causeOf, stillOn };
}

/** The user's files with what follows from the answers, except those where both changed the same lines. */
function mergedYours(
  disk: ReadonlyMap<string, DiskEntry>,
  next: FileSet,
  previous: Previous,
  yours: ReadonlyMap<string, string>,
): Map<string, Change> {
  const lock = { managed: yours, once: new Set<string>() };
  const some = new Map([...asManaged(next)].filter(([path]) => yours.has(path)));
  const changes = plan(disk, some, { lock, labels: previous.labels }).map((change) => asOwned(change, next));
  const clean = changes.filter((change) => change.kind === 'update' || (change.kind === 'merge' && change.marks === 0));
  return new Map(clean.map((change) => [change.path, change]));
}

function causeIn(
  catalog: Catalog,
  before: Answers,
  changed: readonly ChangedAnswer[],
  path: string,
): string | undefined {
  const writes = (answers: Answers): boolean => sourcesFor(catalog, answers).some((source) => source.path === path);
  const cause = changed.find((answer) => writes(before) && !writes(withAnswer(before, answer)));
  if (cause) return `not part of --${cause.flag} ${shellWord(cause.now)}`;
  return pathsOf(catalog, before).has(path) ? 'not part of your answers' : undefined;
}

const withAnswer = (answers: Answers, { flag, now, isOption }: ChangedAnswer): Answers =>
  isOption ? { ...answers, options: { ...answers.options, [flag]: now } } : { ...answers, [flag]: now };

function stillIn(changed: readonly ChangedAnswer[], base: FileSet, next: FileSet, change: Change): string | undefined {
  if (change.kind !== 'keep' && change.kind !== 'merge') return undefined;
  const [was, now] = [base, next].map((files) => files.get(change.path)?.content.toString('utf8') ?? '');
  if (was === now) return undefined;
  const ours = new Set(now?.split('\n'));
  const mine = change.file.content
    .toString('utf8')
    .split('\n')
    .filter((line) => !ours.has(line));
  const values = changed.filter(({ isOption, before }) => isOption && mine.some((line) => says(line, before)));
  return values.map(({ flag, before }) => `${flag} ${before}`).join(', ') || undefined;
}

/** Whether a line has a value as a separate word, or without its dots at the end of a name: python313. */
const says = (line: string, value: string): boolean =>
  line.split(/[^\w.]+/).includes(value) ||
  line
    .split(/\W+/)
    .some((word) => /^[a-z_]*\d+$/i.test(word) && word.replace(/^\D+/, '') === value.replaceAll('.', ''));
