import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settle } from '../../generators/core/answers/questions.js';
import { checkPartial } from '../../generators/core/answers/partial.js';
import { UserError } from '../../generators/core/model/errors.js';
import { declaredCommands } from '../../generators/core/commands/declared.js';
import { readCommandLine } from '../../generators/core/terminal/command-line.js';
import { answerFlags, optionNames } from '../../generators/core/terminal/command-spec.js';
import { shownLines } from '../../generators/core/model/shown.js';
import { catalog } from '../support/rendering.js';
import { effort, tried } from './support/effort.js';
import { text } from './support/hostile.js';

const specs = Object.values(declaredCommands());

const flags = [
  ...Object.keys(answerFlags),
  ...optionNames(catalog),
  ...specs.flatMap(({ switches, values }) => [...Object.keys(switches), ...Object.keys(values)]),
];
const flag = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...flags) }, { weight: 1, arbitrary: text });
const words = fc.array(
  fc.oneof(
    text,
    flag.map((name) => `--${name}`),
    fc.tuple(flag, text).map(([name, value]) => `--${name}=${value}`),
    fc.tuple(flag, text).map(([name, value]) => [`--${name}`, value].join('\x01')),
    fc.constantFrom('-y', '-h', '-yh', '--', '--no-yes', '-', '--=', '---'),
  ),
  { maxLength: 6 },
);

it(
  'every command reads or refuses every command line, and what it reads is a valid answer or refused',
  { timeout: 600_000 },
  () => {
    const runs = effort(1500, 30_000);
    const faults: unknown[] = [];
    const counts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...specs), words, (spec, given) => {
        const argv = given.flatMap((word) => word.split('\x01'));
        try {
          const line = readCommandLine(catalog, spec, argv);
          checkPartial(catalog, line.given);
          const { template, name } = settle(catalog, line.given, { stored: { options: {} }, name: 'my-app' });
          expect(catalog.templates.map(({ id }) => id)).toContain(template);
          expect(name).toMatch(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/);
          for (const word of line.args) expect(word).not.toMatch(/\0|\ufffd/);
          counts.accepted += 1;
        } catch (error) {
          if (!(error instanceof UserError)) faults.push([spec.summary, argv, error]);
          else {
            const { headline, fix } = error.problem;
            expect(headline.split('\n')).toHaveLength(1);
            expect(shownLines(fix)).not.toBe('');
            counts.refused += 1;
          }
        }
      }),
      { numRuns: runs },
    );
    tried('command lines', runs, faults.length);
    expect(faults.slice(0, 3)).toEqual([]);
    expect(counts.accepted).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(0);
  },
);
