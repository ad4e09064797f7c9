import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Requirement, Verdict } from '../../generators/core/model/readiness.js';
import { lockPath } from '../../generators/core/model/records.js';
import { freshFolder, place, textAt, treeOf } from '../support/folders.js';
import { gitIn } from '../support/git.js';
import { documentOf as documentIn, outputValidator } from '../support/output.js';
import { run, runLine, shownCommand, type Ran } from '../support/run.js';

const fixtures = join(import.meta.dirname, '../fixtures/onboard');

/** A copy of a fixture, in a folder with the app's name. */
function copyOf(name: string): string {
  const folder = freshFolder('my-app');
  cpSync(join(fixtures, name, 'project'), folder, { recursive: true });
  return folder;
}

interface Output {
  readonly detected: {
    readonly template: string;
    readonly facts: Readonly<Record<string, { readonly value: string }>>;
  };
  readonly requirements: readonly Requirement[];
  readonly verdict: Verdict['is'];
  readonly changes: readonly { readonly path: string; readonly kind: string; readonly diff?: string }[] | null;
  readonly result: { readonly written: readonly string[]; readonly kept: readonly string[] } | null;
  readonly error: { readonly headline: string; readonly fix: string };
}

const validator = outputValidator('onboard', 'output');
const documentOf = (ran: Ran): Output => documentIn(ran, validator) as Output;

const yes = ['onboard', '--yes'];

describe('the bin with onboard', () => {
  it('adds what is missing, changes no existing file, and has nothing to do the second time', async () => {
    const cwd = copyOf('python-django');
    const before = treeOf(cwd);
    const ran = await run(yes, { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('Left to do:');
    const after = treeOf(cwd);
    for (const [path, text] of before) expect(after.get(path), path).toBe(text);
    expect(textAt(cwd, 'heroku.yml')).toContain('worker');
    const again = await runLine(shownCommand(ran.stdout), { cwd });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('Nothing to write');
    expect(treeOf(cwd)).toEqual(after);
  });

  it('keeps files that differ and reports that; --force overwrites them', async () => {
    const cwd = copyOf('has-its-own-files');
    const before = treeOf(cwd);
    const { result, requirements } = documentOf(await run([...yes, '--json', '--skip-git'], { cwd }));
    expect(result?.kept).toEqual(['.gitignore', 'flake.nix', 'heroku.yml']);
    expect(requirements.map(({ headline }) => headline)).toContainEqual(
      expect.stringContaining('You already have a heroku.yml'),
    );
    for (const [path, text] of before) expect(treeOf(cwd).get(path), path).toBe(text);
    const list = requirements.find(({ headline }) => headline.startsWith('.gitignore is yours'));
    expect(list?.headline).toContain('result');
    const forced = documentOf(await run([...yes, '--json', '--skip-git', '--force'], { cwd }));
    expect(forced.result).toMatchObject({
      kept: [],
      written: ['.gitignore', lockPath, 'flake.nix', 'heroku.yml'],
    });
    expect(forced.requirements.map(({ headline }) => headline).join()).not.toContain('You already have');
  });

  it("stages what git doesn't ignore, and names what it ignores and what has to be done first", async () => {
    const cwd = copyOf('node-yarn');
    await gitIn(cwd, 'init', '--quiet');
    writeFileSync(join(cwd, '.gitignore'), '.env*\n');
    const ran = await run(yes, { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('.gitignore names .envrc');
    expect(ran.stdout).not.toContain('git init');
    expect(ran.stdout).toMatch(/Before it builds and starts:\n +1\. yarn\.lock isn't Yarn 1's[^]*Left to do:\n +\d\. /);
    const { result } = documentOf(await run([...yes, '--json', '--force'], { cwd }));
    expect(result?.written).toContain('.gitignore');
  });

  it('explains as text and as data, with evidence, and writes nothing', async () => {
    const cwd = copyOf('python-requirements');
    const before = treeOf(cwd);
    const text = await run(['onboard', '--explain'], { cwd });
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toMatch(/requirements\/base\.txt:2/);
    const { detected, changes, result } = documentOf(await run(['onboard', '--explain', '--json'], { cwd }));
    expect(detected.facts.start?.value).toContain('app:app');
    expect([changes, result]).toEqual([null, null]);
    expect(treeOf(cwd)).toEqual(before);
  });

  it('plans in a dry run, with diffs, and writes nothing', async () => {
    const cwd = copyOf('has-its-own-files');
    const before = treeOf(cwd);
    const text = await run([...yes, '--dry-run'], { cwd });
    expect(text.stdout).toContain('-    web: Dockerfile');
    expect(text.stdout).toContain('Left to do:');
    const { changes, result } = documentOf(await run([...yes, '--dry-run', '--json'], { cwd }));
    expect(changes?.find(({ path }) => path === 'heroku.yml')).toMatchObject({ kind: 'conflict' });
    expect(result).toBeNull();
    expect(treeOf(cwd)).toEqual(before);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['monorepo', 'heroku-nix onboard --root packages/api'],
    ['two-languages', 'heroku-nix onboard --template '],
    ['unsupported-language', 'if that is wrong'],
    ['python-script', "heroku-nix onboard --worker 'python bot.py'"],
  ];
  it.each(refused)('refuses %s with what was found and the flag to use', async (name, fix) => {
    const cwd = copyOf(name);
    const before = treeOf(cwd);
    const ran = await run([...yes, '--json', '--web', ' '], { cwd });
    expect(ran.code).toBe(1);
    expect(documentOf(ran).error.fix).toContain(fix);
    expect(treeOf(cwd)).toEqual(before);
  });

  it('uses the given part of a repository, and the given commands', async () => {
    const cwd = copyOf('monorepo-one');
    const args = ['--root', 'packages/api', '--worker', 'node worker.js', '--release', "echo 'now'", '--skip-git'];
    const ran = await run([...yes, ...args], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(false);
    const text = textAt(cwd, 'packages/api/nix/project.nix');
    expect(text).toContain('"worker" = "exec node worker.js";');
    const again = await runLine(`${shownCommand(ran.stdout)} --skip-git`, { cwd });
    expect(again.stdout).toContain('Nothing to write');
  });

  it('reports that there is no project', async () => {
    const cwd = freshFolder();
    place(cwd, { file: '' });
    expect((await run([...yes, 'file'], { cwd })).stderr).toContain('There is no project');
    expect(await run([...yes, 'nowhere'], { cwd })).toMatchObject({ code: 1, stdout: '' });
  });

  it('is remembered: creating again or updating writes the same, and a kept file is never updated', async () => {
    const cwd = copyOf('has-its-own-files');
    expect(await run([...yes, '--skip-git'], { cwd })).toMatchObject({ code: 0 });
    const before = treeOf(cwd);
    const updated = await run(['update'], { cwd });
    expect(updated).toMatchObject({ code: 0, stderr: '' });
    expect(updated.stdout).toContain("heroku.yml: kept yours, which we didn't write");
    expect(treeOf(cwd)).toEqual(before);
    const again = await run(['--yes', '--force', '--skip-git', '--dry-run', '--json'], { cwd });
    const { changes } = JSON.parse(again.stdout) as { changes: { kind: string }[] };
    expect(changes.filter(({ kind }) => kind === 'create')).toEqual([]);
  });

  it("follows a changed project: its files are rendered again, and the user's edits are kept", async () => {
    const cwd = copyOf('python-requirements');
    expect(await run([...yes, '--skip-git'], { cwd })).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, 'requirements.txt'), `${textAt(cwd, 'requirements.txt')}redis\n`);
    writeFileSync(join(cwd, 'nix/app.nix'), `# mine\n${textAt(cwd, 'nix/app.nix')}`);
    const { result } = documentOf(await run([...yes, '--skip-git', '--json'], { cwd }));
    expect(result?.kept).toEqual([]);
    expect(textAt(cwd, 'nix/app.nix')).toMatch(/^# mine\n[^]*"redis"/);
  });

  it("doesn't restore a removed file, and stages new files only", async () => {
    const cwd = copyOf('python-requirements');
    await gitIn(cwd, 'init', '--quiet');
    expect(await run(yes, { cwd })).toMatchObject({ code: 0, stderr: '' });
    rmSync(join(cwd, 'app.json'));
    const { result } = documentOf(await run([...yes, '--ci', 'none', '--json'], { cwd }));
    expect(result).toMatchObject({
      deleted: ['.github/dependabot.yml', '.github/workflows/ci.yml'],
      git: { kind: 'skipped' },
    });
    expect(result?.written).not.toContain('.github/workflows/ci.yml');
    expect(existsSync(join(cwd, 'app.json'))).toBe(false);
    const back = documentOf(await run([...yes, '--ci', 'github', '--json'], { cwd }));
    expect(back.result).toMatchObject({ deleted: [], git: { kind: 'staged' } });
  });
});
