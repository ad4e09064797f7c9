import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { committed, stage, tracked } from '../../generators/core/tools/git.js';
import { freshFolder, temporaryFolder } from '../support/folders.js';
import { repositoryOf } from '../support/git.js';
import { effort, tried } from './support/effort.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

// Each takes git's timeout of a minute.
it.skipIf(effort(0, 1) === 0)(
  'a git that never answers is given up on, as a temporary failure',
  { timeout: 400_000 },
  async () => {
    const [folder, plain, bin] = [await repositoryOf({ a: '' }), temporaryFolder({ a: '' }), freshFolder('bin')];
    // Its child keeps the pipes open, even after git itself is killed.
    writeFileSync(join(bin, 'git'), '#!/bin/sh\nsleep 100\n', { mode: 0o755 });
    vi.stubEnv('PATH', `${bin}:${process.env.PATH ?? ''}`);
    const outcomes = [committed(folder), stage(folder, ['a']), stage(plain, ['a'])];
    tried(
      'a git that hangs',
      outcomes.length + 1,
      outcomes.filter((each) => !('passing' in each && each.passing)).length,
    );
    for (const outcome of outcomes) expect(outcome).toMatchObject({ passing: true });
    expect(tracked(folder, ['a'])).toBeUndefined();
  },
);
