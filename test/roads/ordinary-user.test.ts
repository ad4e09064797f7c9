import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, place, plainTree, treeOf } from '../support/folders.js';
import { installed, packed } from '../support/installs.js';
import { isRoot, ordinaryUser, ownFolder } from '../support/ordinary.js';
import { catalog } from '../support/rendering.js';
import { run, type Ran, type Start } from '../support/run.js';
import { expectedTree } from '../support/trees.js';

/* The bin as installed from the tarball, because the clone itself may be readable only by its owner. */

let bin = '';

beforeAll(async () => {
  bin = join(await installed(await packed()), '.bin/heroku-nix');
});

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['--template', template, '--yes'];

const runOrdinary = (args: readonly string[], start: Start): Promise<Ran> =>
  run(args, { program: [process.execPath, bin], ...ordinaryUser, ...start });

/** A folder that the ordinary user can read but not write. */
function readOnlyFolder(): string {
  const folder = freshFolder('read-only');
  chmodSync(folder, 0o555);
  return folder;
}

function expectRefusal({ code, stdout, stderr }: Ran, headline: string): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(headline);
  expect(stderr).toMatch(/^ {2}Fix: {2}\S/m);
  expect(stderr).not.toMatch(/^\s+at |went wrong/m);
}

describe('an ordinary user without permission to write', () => {
  it('into a folder is told so, and nothing is left there', async () => {
    const folder = readOnlyFolder();
    for (const directory of ['.', 'my-app']) {
      expectRefusal(await runOrdinary([directory, ...yes], { cwd: folder }), `Could not write to ${folder}`);
    }
    expect(treeOf(folder)).toEqual(new Map());
    expect(await runOrdinary(['my-app', ...yes, '--dry-run'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  });

  it('into a subfolder gets no partial files, and can try again after the permissions are fixed', async () => {
    const cwd = ownFolder('my-app');
    mkdirSync(join(cwd, 'nix'));
    chmodSync(join(cwd, 'nix'), 0o555);
    expectRefusal(await runOrdinary(yes, { cwd }), `Could not write to ${cwd}`);
    const expected = await expectedTree(template);
    for (const [path, text] of treeOf(cwd)) expect(expected.get(path), path).toBe(text);
    chmodSync(join(cwd, 'nix'), 0o777);
    expect(await runOrdinary(yes, { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(expected);
  });

  it('or to read a file with the same name is told so, and that file stays', async () => {
    const cwd = ownFolder('my-app');
    place(cwd, { 'heroku.yml': 'mine\n' });
    chmodSync(join(cwd, 'heroku.yml'), 0o000);
    expectRefusal(await runOrdinary(yes, { cwd }), `Could not look at ${join(cwd, 'heroku.yml')}`);
    chmodSync(join(cwd, 'heroku.yml'), 0o644);
    expect(treeOf(cwd)).toEqual(plainTree({ 'heroku.yml': 'mine\n' }));
  });
});

describe('an ordinary user can run the bin', () => {
  it("even if the home directory belongs to another user and isn't accessible", async () => {
    const [cwd, HOME] = [ownFolder('my-app'), freshFolder('home')];
    chmodSync(HOME, isRoot ? 0o700 : 0o000);
    const ran = await runOrdinary([...yes, '--skip-git'], { cwd, env: { HOME } });
    chmodSync(HOME, 0o700);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(await expectedTree(template));
  });

  it.runIf(isRoot)('even if the uid has no user, as in a container with a random uid', async () => {
    const cwd = freshFolder('my-app');
    chmodSync(cwd, 0o777);
    const user = { uid: 54_321, gid: 54_321 };
    const ran = await runOrdinary(yes, { cwd, env: { HOME: undefined }, user });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(true);
  });
});
