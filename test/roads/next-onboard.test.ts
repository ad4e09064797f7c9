import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { nextIn, sh, tool, typed, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';

/** A project without git, with secrets in files. */
function withSecrets(): Place {
  const cwd = freshFolder('my-app');
  cpSync(join(import.meta.dirname, '../fixtures/onboard/python-requirements/project'), cwd, { recursive: true });
  for (const name of ['.env', '.env.local', '.env.example']) writeFileSync(join(cwd, name), 'TOKEN=1\n');
  writeFileSync(join(cwd, '.gitignore'), '*.pyc\n');
  return { cwd, on: machine() };
}

describe('the commands after onboard, about secrets', () => {
  it('never stage a file that holds them', async () => {
    const place = withSecrets();
    const ran = await tool(['onboard', '--yes'], place);
    expect(nextIn(ran).join('\n')).toContain('git add -A');
    await typed(ran, place);
    const files = (await sh('git ls-files', place)).split('\n');
    expect(files).toContain('.env.example');
    expect(files.filter((path) => ['.env', '.env.local'].includes(path))).toEqual([]);
  });

  it('never do in a repository whose files are left to the user to stage', async () => {
    const place = withSecrets();
    await sh('git init -q -b main && git add requirements.txt *.py && git commit -qm x', place);
    const ran = await tool(['onboard', '--yes', '--skip-git'], place);
    await typed(ran, place);
    expect(await sh('git ls-files .env .env.local', place)).toBe('');
    expect(await sh('git ls-files heroku.yml', place)).toBe('heroku.yml\n');
  });

  it('are plain if git ignores them', async () => {
    const place = withSecrets();
    writeFileSync(join(place.cwd, '.gitignore'), '.env*\n');
    await sh('git init -q -b main && git add requirements.txt *.py && git commit -qm x', place);
    const ran = await tool(['onboard', '--yes', '--skip-git'], place);
    expect(nextIn(ran).join('\n')).toMatch(/git add -A &&/);
  });
});

describe('a second run of onboard', () => {
  it("doesn't say that files aren't staged that are", async () => {
    const place = withSecrets();
    rmSync(join(place.cwd, '.gitignore'));
    await sh('git init -q -b main && git add requirements.txt *.py && git commit -qm x', place);
    await tool(['onboard', '--yes'], place);
    const again = await tool(['onboard', '--yes'], place);
    expect(again.stdout).toContain('Nothing to write');
    expect(again.stdout).not.toContain('Not staged');
    expect(nextIn(again).join('\n')).not.toContain('git add');
    await sh('git commit -qm y', place);
    const committed = await tool(['onboard', '--yes'], place);
    expect(committed.stdout).toContain('Nothing to do');
    expect(committed.stdout).not.toMatch(/Not staged|git commit/);
  });

  it("doesn't say that nothing is to do if something is", async () => {
    const place = withSecrets();
    writeFileSync(join(place.cwd, '.gitignore'), '.env*\n');
    writeFileSync(join(place.cwd, '.dockerignore'), '*.md\n');
    await sh('git init -q -b main && git add -A && git commit -qm x', place);
    await tool(['onboard', '--yes'], place);
    await sh('git commit -qm y', place);
    const again = await tool(['onboard', '--yes'], place);
    expect(again.stdout).toContain('Left to do:');
    expect(again.stdout).toContain('Nothing to write');
    expect(again.stdout).not.toMatch(/Nothing to do|Not staged|git commit/);
  });
});
