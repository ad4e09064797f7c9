import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../generators/core/model/errors.js';
import { isSafePath } from '../../generators/core/model/safe-path.js';
import { lockFile, readLock } from '../../generators/core/plan/lock.js';
import { effort, tried } from './support/effort.js';
import { objectText, text, traps, value } from './support/hostile.js';

const whole: Readonly<Record<string, unknown>> = {
  format: 1,
  generator: '0.1.0',
  template: 'go',
  name: 'my-app',
  managed: { 'flake.nix': ['{', '}', ''], 'a/b': [''] },
  once: ['README.md'],
};
const path = fc.oneof(
  text,
  fc.tuple(fc.constantFrom('a', 'nix', '.github'), text).map((steps) => steps.join('/')),
);
const managed = fc
  .array(fc.tuple(path, fc.oneof(fc.array(text, { maxLength: 3 }), value)), { maxLength: 4 })
  .map((files) => JSON.parse(objectText(files)) as unknown);
const anything = fc.record(
  {
    format: fc.oneof(fc.constantFrom<unknown>(1, 0, 2, -1, 1.5, '1', 1e308), value),
    generator: fc.oneof(fc.constantFrom('1.2.3', 'v1', '01.2.3', '1.2.3-a+b', '9'.repeat(300)), value),
    template: value,
    name: value,
    managed: fc.oneof({ weight: 4, arbitrary: managed }, { weight: 1, arbitrary: value }),
    once: fc.oneof({ weight: 4, arbitrary: fc.array(path, { maxLength: 4 }) }, { weight: 1, arbitrary: value }),
    extra: value,
  },
  { requiredKeys: [] },
);
/** Changes one or two parts of a lock at a time, because one of many faults hides the others. */
const changes = fc
  .tuple(
    anything,
    fc.subarray(['format', 'generator', 'template', 'name', 'managed', 'once', 'extra'], { maxLength: 2 }),
  )
  .map(([all, some]) => Object.fromEntries(Object.entries(all).filter(([key]) => some.includes(key))));

/** Locks with a few changed parts; then texts that are cut off, doubled or damaged. */
const locks = fc.oneof(
  { weight: 8, arbitrary: changes.map((some) => JSON.stringify({ ...whole, ...some })) },
  {
    weight: 1,
    arbitrary: fc.tuple(changes, fc.nat(200)).map(([some, at]) => JSON.stringify({ ...whole, ...some }).slice(0, at)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(150), fc.constantFrom(...traps))
      .map(([at, trap]) => JSON.stringify(whole).slice(0, at) + trap + JSON.stringify(whole).slice(at)),
  },
  { weight: 1, arbitrary: text },
);

it(
  'every lock is read or refused; one that is read names only safe paths, and reads back unchanged',
  { timeout: 600_000 },
  () => {
    const runs = effort(1500, 8000);
    const faults: unknown[] = [];
    const counts = { read: 0, refused: 0 };
    fc.assert(
      fc.property(locks, (content) => {
        try {
          const lock = readLock(content);
          counts.read += 1;
          for (const each of [...lock.managed.keys(), ...lock.once])
            expect([each, isSafePath(each)]).toEqual([each, true]);
          for (const each of lock.managed.values()) expect(Buffer.from(each).toString()).toBe(each);
          expect(readLock(lockFile(lock).content.toString('utf8'))).toEqual(lock);
        } catch (error) {
          if (error instanceof UserError) counts.refused += 1;
          else faults.push([content, error]);
        }
      }),
      { numRuns: runs },
    );
    tried('locks', runs, faults.length);
    expect(faults.slice(0, 3)).toEqual([]);
    expect(counts.read).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(0);
  },
);
