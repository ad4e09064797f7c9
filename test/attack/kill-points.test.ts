import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { run } from '../support/run.js';
import { copyOf, runWith, scenarios, stateOf, type Fault, type Scenario } from './support/doors.js';
import { effort, tried } from './support/effort.js';

type State = Awaited<ReturnType<typeof stateOf>>;

interface Prepared extends Scenario {
  readonly before: string;
  readonly old: State;
  readonly done: State;
}

/** Our own files, which exist only while a run is in progress. */
const isOurs = (path: string): boolean => /^\.heroku-nix-(run|[\da-f]{32}\/)/.test(path);

/** Each file that is in neither its old nor its new state. */
function torn({ tree }: State, old: State, done: State): string[] {
  const paths = [...new Set([...tree.keys(), ...old.tree.keys()])].filter((path) => !isOurs(path));
  return paths.filter((path) => ![old.tree.get(path), done.tree.get(path)].includes(tree.get(path)));
}

async function prepared(scenario: Scenario): Promise<Prepared> {
  const before = await scenario.prepare();
  const old = await stateOf(before);
  const copy = copyOf(before);
  expect(await run(scenario.args, { cwd: copy })).toMatchObject({ code: 0, stderr: '' });
  const done = await stateOf(copy);
  expect(done.tree).not.toEqual(old.tree);
  expect([...done.tree.keys()].filter(isOurs)).toEqual([]);
  return { ...scenario, before, old, done };
}

/**
 * Disturbs a run at a call, then runs the same command again.
 *
 * @returns what is wrong, if anything; undefined if the run ended before that call
 */
async function disturbed({ before, args, old, done }: Prepared, fault: Fault): Promise<string[] | undefined> {
  const cwd = copyOf(before);
  const mark = join(freshFolder(), 'happened');
  const ran = await runWith(args, cwd, { ...fault, mark });
  if (!existsSync(mark)) return undefined;
  if (ran !== 'killed' && ran.code === 0) {
    const { tree, index } = await stateOf(cwd);
    expect([...tree].filter(([path]) => !isOurs(path))).toEqual([...done.tree]);
    expect(index).toBe(done.index);
    // It took another path, or left something it couldn't remove for the next run.
    if (tree.size === done.tree.size) return [];
  }
  const wrong = torn(await stateOf(cwd), old, done).map((path) => `torn: ${path}`);
  if (ran !== 'killed' && /\n {4}at /.test(ran.stderr)) wrong.push(`a stack trace: ${ran.stderr}`);
  const again = await run(args, { cwd });
  if (again.code !== 0) wrong.push(`the same command again ends with ${again.code}: ${again.stderr}`);
  const after = await stateOf(cwd);
  const differing = [...new Set([...after.tree.keys(), ...done.tree.keys()])];
  for (const path of differing) if (after.tree.get(path) !== done.tree.get(path)) wrong.push(`not healed: ${path}`);
  if (after.index !== done.index) wrong.push('git was told something else');
  return wrong;
}

/** More calls than any run makes. */
const most = 400;

/** How many runs are disturbed in parallel. */
const abreast = effort(1, 3);

const faults = [
  { what: 'SIGKILL', surface: 'kill points', step: effort(29, 1) },
  { what: 'SIGTERM', surface: 'kill points', step: effort(29, 9) },
  { what: 'EIO', surface: 'injected errors', step: effort(29, 2) },
  { what: 'ENOSPC', surface: 'injected errors', step: effort(29, 3), lasts: true },
  { what: 'EPERM', surface: 'injected errors', step: effort(29, 19) },
];

describe.each(scenarios.map((scenario, index) => ({ ...scenario, index })))('$name', ({ index, ...scenario }) => {
  let ready: Promise<Prepared> | undefined;
  // A few: each command is killed, and gets one more fault.
  const some = faults.filter((_, fault) => fault === 0 || (index + fault) % 4 === 0);
  it.each(effort(1, 2) === 1 ? some : faults)(
    'is old, new or repaired by the same command after $what at any call',
    async ({ what, surface, step, lasts = false }) => {
      const prepare = (): Promise<Prepared> => (ready ??= prepared(scenario));
      const wrong: string[] = [];
      let points = 0;
      // A different start each time, so that each command gets different points.
      const start = (index * 5 + what.length) % Math.min(step, 13);
      for (let first = start, isOver = false; first < most && !isOver; first += step * abreast) {
        const batch = Array.from({ length: abreast }, (_, place) => first + place * step);
        const ends = await Promise.all(batch.map(async (at) => disturbed(await prepare(), { at, what, lasts })));
        isOver = ends.includes(undefined);
        points += ends.filter(Boolean).length;
        wrong.push(
          ...ends.flatMap((end, place) => (end ?? []).map((each) => `${what} at call ${batch[place] ?? 0}: ${each}`)),
        );
      }
      tried(surface, points, wrong.length);
      expect(points).toBeGreaterThan(0);
      expect(wrong).toEqual([]);
    },
    3_600_000,
  );
});
