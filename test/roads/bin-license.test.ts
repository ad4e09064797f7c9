import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { storedPath } from '../../generators/core/model/records.js';
import { freshFolder, place, textAt } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { run, runLine, shownCommand } from '../support/run.js';

const [{ id: template }] = catalog.templates as [(typeof catalog.templates)[number]];
const [addon] = catalog.addons.filter(({ needs }) => needs.length === 0);
const yes = ['--template', template, '--yes', '--skip-git'];
const more = ['--skip-git', '--force'];

const storedIn = (cwd: string): Record<string, unknown> =>
  (JSON.parse(textAt(cwd, storedPath)) as Record<string, Record<string, unknown>>)[ownPackage.name] ?? {};

/** A copy of an existing project, with a license of its own. */
function projectWith(license: string): string {
  const cwd = freshFolder('my-app');
  cpSync(join(import.meta.dirname, '../fixtures/onboard/node-plain/project'), cwd, { recursive: true });
  place(cwd, { LICENSE: license });
  return cwd;
}

describe('a license', () => {
  it('is chosen by a flag, remembered, and part of the command that repeats the run', async () => {
    const [cwd, there] = [freshFolder('my-app'), freshFolder('my-app')];
    const ran = await run([...yes, '--license', 'mit'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'LICENSE')).toContain('Copyright (c) The my-app authors\n');
    expect(storedIn(cwd).license).toBe('mit');
    expect(shownCommand(ran.stdout)).toContain(' --license mit ');
    expect(await runLine(shownCommand(ran.stdout), { cwd: there })).toMatchObject({ code: 0 });
    expect(textAt(there, 'LICENSE')).toBe(textAt(cwd, 'LICENSE'));
  });

  it("is kept if it's there already, unless --force is given", async () => {
    const cwd = freshFolder('my-app');
    place(cwd, { LICENSE: 'Mine.\n' });
    const ran = await run([...yes, '--license', 'mit'], { cwd });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('LICENSE');
    expect(textAt(cwd, 'LICENSE')).toBe('Mine.\n');
    expect(await run([...yes, '--license', 'mit', '--force'], { cwd })).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'LICENSE')).toMatch(/^MIT License/);
  });

  it('is none in a repository from before licenses, and update adds, changes and removes one', async () => {
    const cwd = freshFolder('my-app');
    expect(await run(yes, { cwd })).toMatchObject({ code: 0 });
    const { license, ...earlier } = storedIn(cwd);
    expect(license).toBe('none');
    place(cwd, { [storedPath]: JSON.stringify({ [ownPackage.name]: earlier }) });
    expect(await run(['update', ...more], { cwd })).toMatchObject({ code: 0 });
    expect([storedIn(cwd).license, existsSync(join(cwd, 'LICENSE'))]).toEqual(['none', false]);

    for (const [id, text] of [
      ['mit', /^MIT License/],
      ['apache-2.0', /^\s+Apache License/],
    ] as const) {
      expect(await run(['update', ...more, '--license', id], { cwd })).toMatchObject({ code: 0 });
      expect(textAt(cwd, 'LICENSE')).toMatch(text);
      expect(textAt(cwd, 'README.md')).toContain(`[${catalog.licenses.find((each) => each.id === id)?.title ?? ''}]`);
    }
    expect(await run(['addon', addon?.id ?? '', ...more], { cwd })).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'LICENSE')).toMatch(/^\s+Apache License/);
    expect(storedIn(cwd)).toMatchObject({ license: 'apache-2.0', addons: [addon?.id] });
    const removed = await run(['update', ...more, '--license', 'none'], { cwd });
    expect(removed.stdout).toContain('LICENSE: removed: not part of --license none');
    expect(existsSync(join(cwd, 'LICENSE'))).toBe(false);
    expect(textAt(cwd, 'README.md')).not.toContain('### License');
  });

  it('of an existing project stays, and no other one is written or remembered', async () => {
    const cwd = projectWith('Theirs.\n');
    const ran = await run(['onboard', '--yes', '--skip-git'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'LICENSE')).toBe('Theirs.\n');
    expect(storedIn(cwd)).not.toHaveProperty('license');
    expect(ran.stdout).not.toContain('--license');
    expect(await run(['update', '--skip-git', '--force', '--license', 'mit'], { cwd })).toMatchObject({ code: 1 });
    expect(textAt(cwd, 'LICENSE')).toBe('Theirs.\n');
  });

  it.each([
    [['--license', 'mit'], 'An existing project keeps its own license', 'leave --license out'],
    [['--addons', addon?.id ?? ''], 'Add-ons are for the apps that this generator writes', 'heroku addons:create '],
  ])('and onboarding with %j writes nothing', async (flags, headline, fix) => {
    const cwd = projectWith('Theirs.\n');
    const ran = await run(['onboard', '--yes', '--skip-git', ...flags], { cwd });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(headline);
    expect(ran.stderr).toContain(`Fix:  ${fix}`);
    expect(existsSync(join(cwd, storedPath))).toBe(false);
  });
});
