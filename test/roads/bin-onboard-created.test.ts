import { describe, expect, it } from 'vitest';
import { fromScratch, repository } from '../support/earlier.js';
import { treeOf } from '../support/folders.js';
import { run } from '../support/run.js';

describe('onboard in a repository that was created', () => {
  it.each([[[]], [['--force']], [['--dry-run']], [['--json']], [['--web', 'node a.js']]])(
    'refuses with %j, names update, and writes nothing',
    async (args) => {
      const cwd = await repository({ Dockerfile: fromScratch });
      const before = treeOf(cwd);
      const ran = await run(['onboard', '--yes', ...args], { cwd });
      expect(ran.code).toBe(1);
      expect(ran.stdout + ran.stderr).toContain('This repository was created here');
      expect(ran.stdout + ran.stderr).toContain('heroku-nix update; for add-ons: heroku-nix addon --list');
      expect(treeOf(cwd)).toEqual(before);
    },
  );

  it('names the folder', async () => {
    const cwd = await repository({ Dockerfile: fromScratch });
    const ran = await run(['onboard', cwd, '--yes'], { cwd: '/' });
    expect(ran.stderr).toContain(`heroku-nix update ${cwd}; for add-ons: heroku-nix addon --list --directory=${cwd}`);
  });
});
