import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockPath, storedPath } from '../../generators/core/model/records.js';
import { commit, edit, fromScratch, options, repository, update } from '../support/earlier.js';
import { textAt, treeOf } from '../support/folders.js';
import { keys, openTerminal } from '../support/terminal.js';

describe('update refuses, and changes nothing', () => {
  const changeLock = (cwd: string, change: object): void => {
    const lock = JSON.parse(textAt(cwd, lockPath)) as object;
    writeFileSync(join(cwd, lockPath), JSON.stringify({ ...lock, ...change }));
  };

  it.each<[string, (cwd: string) => void, string, string]>([
    [
      'without a lock',
      (cwd) => {
        rmSync(join(cwd, lockPath));
      },
      `There is no ${lockPath}`,
      'heroku-nix onboard ',
    ],
    [
      'with a broken lock',
      (cwd) => {
        writeFileSync(join(cwd, lockPath), '{');
      },
      `${lockPath} cannot be read`,
      `git checkout HEAD -- ${lockPath}`,
    ],
    [
      'with a lock from a newer version',
      (cwd) => {
        changeLock(cwd, { generator: '99.0.0' });
      },
      'version 99.0.0, which is newer',
      '@latest update',
    ],
    [
      'if the app has another name',
      (cwd) => {
        changeLock(cwd, { name: 'other' });
      },
      "The name can't be changed",
      '--name other',
    ],
    [
      'for an answer that is no longer offered',
      (cwd) => {
        edit(cwd, storedPath, (text) => text.replace(`"${options[0]?.default ?? ''}"`, '"1.0"'));
      },
      "Can't prompt here (not a terminal)",
      `--${options[0]?.name ?? ''} ${options[0]?.default ?? ''}`,
    ],
    [
      'with a broken answers file',
      (cwd) => {
        writeFileSync(join(cwd, storedPath), '{');
      },
      `${storedPath} cannot be read`,
      'mend',
    ],
  ])('%s', async (_, spoil, headline, fix) => {
    const cwd = await repository({ Dockerfile: fromScratch });
    spoil(cwd);
    await commit(cwd);
    const before = treeOf(cwd);
    const { code, stdout, stderr } = await update(cwd);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(headline);
    expect(stderr).toContain(fix);
    expect(treeOf(cwd)).toEqual(before);
  });

  it('with both --ours and --theirs', async () => {
    const { code, stderr } = await update(await repository(), '--ours', '--theirs');
    expect(code).toBe(1);
    expect(stderr).toContain("--ours and --theirs can't be combined");
  });

  it("while files aren't committed, unless it is forced, but untracked files don't matter", async () => {
    const cwd = await repository({ Dockerfile: fromScratch });
    writeFileSync(join(cwd, 'notes.txt'), 'mine');
    edit(cwd, 'README.md', () => 'mine\n');
    const before = treeOf(cwd);
    const { code, stderr } = await update(cwd);
    expect(code).toBe(1);
    expect(stderr).toContain('1 file is not committed');
    expect(stderr).toContain('README.md');
    expect(treeOf(cwd)).toEqual(before);
    expect(await update(cwd, '--force')).toMatchObject({ code: 0 });
  });
});

it('asks a person for an answer that is no longer offered', async () => {
  const cwd = await repository();
  edit(cwd, storedPath, (text) => text.replace(`"${options[0]?.default ?? ''}"`, '"1.0"'));
  await commit(cwd);
  const terminal = openTerminal(['update'], { cwd });
  await terminal.answer(`${options[0]?.title ?? ''}?`, keys.enter);
  expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
  expect(terminal.words()).toContain('says');
  expect(textAt(cwd, storedPath)).toContain(`"${options[0]?.default ?? ''}"`);
});
