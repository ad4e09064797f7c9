import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { Detected } from '../../generators/core/model/detection.js';
import { UserError } from '../../generators/core/model/errors.js';
import { explanation } from '../../generators/core/commands/onboard/explain.js';
import { examinedAt, requirementsFrom } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { effort, tried } from './support/effort.js';
import { shapes, type Shape } from './support/shapes.js';

/** What looking may cost on top of twice the time to read and parse. The machine may be busy. */
const constant = 5_000;

/** All that the command does with a project before it renders. */
function looked(folder: string): Detected {
  const examined = examinedAt(folder);
  explanation(catalog, examined.detected);
  if (examined.detected.template !== undefined) requirementsFrom(examined);
  return examined.detected;
}

/** Reads and parses the same bytes, with the same parsers. */
function read(folder: string): void {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    try {
      // Deeply nested files are left out, because parsers don't survive them.
      if (/\[{1000}|(?:\.a){1000}/.test(text)) continue;
      if (name.endsWith('.json')) JSON.parse(text);
      else if (name.endsWith('.toml') || name === 'Pipfile') parse(text);
      else text.split('\n');
    } catch {
      // Invalid text was still read.
    }
  }
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('a project that is meant to be slow to look at', () => {
  it.each(Object.entries(shapes))('takes little more than reading it: %s', (_, shape) => {
    const part = effort(0.1, 1);
    const folder = temporaryFolder(shape(part));
    const plain = timed(() => {
      read(folder);
    });
    const own = timed(() => looked(folder));
    rmSync(folder, { recursive: true });
    const limit = 2 * plain + constant;
    tried('projects: slow shapes', 1, own > limit ? 1 : 0);
    expect(own).toBeLessThan(limit);
  });
});

describe('a random project of hostile files', () => {
  const names = [
    ...['requirements.txt', 'pyproject.toml', 'Pipfile', 'package.json', 'package-lock.json', 'go.mod', 'Procfile'],
    ...['app.json', 'wsgi.py', 'app.py', 'server.js', 'main.go', 'cmd/web/main.go', '.gitignore', 'mise.toml', 'a.txt'],
    ...['pnpm-workspace.yaml', 'runtime.txt', '.python-version', 'poetry.lock', 'src/app.py', 'api/package.json'],
  ];
  const words = [
    ...['flask', '==', '"', "'", '{', '}', '[', ']', ':', ',', '\n', '\r\n', ' ', '\t', '-r a.txt', 'web: ', 'run('],
    ...['host="127.0.0.1"', 'listen(', 'PORT', 'process.env', '"dependencies"', '"scripts"', '"start"', '__proto__'],
    ...[
      'constructor',
      '[project]',
      'dependencies',
      '=',
      '#',
      '\u0000',
      '\u2028',
      '\ud800',
      '\u001b[2J',
      '../',
      '@',
      ';',
    ],
    ...[
      'def create_app(',
      'app = Flask(',
      'module ',
      'require (',
      'func main()',
      '${',
      '`',
      '\\',
      '1e999',
      'null',
      '🙂',
    ],
  ];
  const text = fc
    .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(1, 1, 1, 2, 3, 200, 5_000)), { maxLength: 24 })
    .map((parts) => parts.map(([word, times]) => word.repeat(times)).join(''));
  const values = fc.json({ maxDepth: 6 });
  const keyed = fc
    .tuple(values, values, values)
    .map(
      ([scripts, dependencies, workspaces]) =>
        `{"scripts":{"start":${scripts}},"dependencies":${dependencies},"workspaces":${workspaces},"main":${scripts}}`,
    );
  const shape = fc.dictionary(fc.constantFrom(...names), fc.oneof(text, keyed, values), { maxKeys: 8 });

  it('is looked at in time, and any refusal is in our own words', () => {
    let inputs = 0;
    const faults: string[] = [];
    fc.assert(
      fc.property(shape, (files: Shape) => {
        const folder = temporaryFolder(files);
        inputs += 1;
        try {
          if (timed(() => looked(folder)) > constant) faults.push(`slow: ${JSON.stringify(files).slice(0, 2_000)}`);
        } catch (error) {
          if (!(error instanceof UserError)) faults.push(`${String(error)}: ${JSON.stringify(files).slice(0, 2_000)}`);
        }
        rmSync(folder, { recursive: true });
      }),
      { numRuns: effort(40, 3_000), seed: 20 },
    );
    tried('projects: random hostile files', inputs, faults.length);
    expect(faults).toEqual([]);
  });
});
