import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offeredBy } from '../../generators/core/answers/addons.js';
import { lockPath } from '../../generators/core/model/records.js';
import { commit, edit } from '../support/earlier.js';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { gitIn } from '../support/git.js';
import { documentOf, outputValidator } from '../support/output.js';
import { addonSets } from '../support/pairwise.js';
import { catalog } from '../support/rendering.js';
import { run, type Ran } from '../support/run.js';
import { expectedTree } from '../support/trees.js';

const addon = (cwd: string, ...args: string[]): Promise<Ran> => run(['addon', ...args], { cwd });

/** A repository as create writes it now, committed. */
async function repository(template: string, ...args: string[]): Promise<string> {
  const cwd = freshFolder('my-app');
  expect(await run(['--template', template, '--yes', ...args], { cwd })).toMatchObject({ code: 0 });
  await commit(cwd);
  return cwd;
}

const offering = catalog.templates.filter((template) => offeredBy(catalog, template).length > 0);
const [first] = offering as [(typeof offering)[number]];
const [data] = offeredBy(catalog, first) as [(typeof catalog.addons)[number]];

describe.each(offering)('an app created from the template $id', (template) => {
  it.each(addonSets(catalog, template).map((addons) => ({ addons })))(
    'with $addons added equals one that was created with them, and with them removed what it was before',
    async ({ addons }) => {
      const cwd = await repository(template.id);
      expect(await addon(cwd, ...addons)).toMatchObject({ code: 0, stderr: '' });
      expect(treeOf(cwd)).toEqual(await expectedTree(template.id, { addons }));
      await commit(cwd);
      expect(await addon(cwd, ...addons, '--remove')).toMatchObject({ code: 0, stderr: '' });
      expect(treeOf(cwd)).toEqual(await expectedTree(template.id));
    },
  );
});

describe('adding and removing', () => {
  it("merges with the user's changes, even in files that belong to the user", async () => {
    const cwd = await repository(first.id);
    const whole = await expectedTree(first.id, { addons: [data.id] });
    const [readme, flake] = ['README.md', 'flake.nix'].map((path) => {
      edit(cwd, path, (text) => `${text}\nmine\n`);
      return whole.get(path)?.replace('plain\n', '');
    });
    await commit(cwd);
    const { code, stdout } = await addon(cwd, data.id);
    expect(code).toBe(0);
    expect(stdout).toContain('README.md: merged with your changes');
    expect(textAt(cwd, 'README.md')).toBe(`${readme ?? ''}\nmine\n`);
    expect(textAt(cwd, 'flake.nix')).toBe(`${flake ?? ''}\nmine\n`);
    await commit(cwd);
    expect(await addon(cwd, data.id, '--remove')).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'README.md')).toMatch(/\nmine\n$/);
    edit(cwd, 'README.md', (text) => text.replace('\nmine\n', ''));
    edit(cwd, 'flake.nix', (text) => text.replace('\nmine\n', ''));
    expect(treeOf(cwd)).toEqual(await expectedTree(first.id));
  });

  it('merges with a dependency that the user added at the end of a list', async () => {
    const cwd = await repository('flask');
    edit(cwd, 'pyproject.toml', (text) => text.replace(/^]$/m, '    "mine>=1",\n]'));
    await commit(cwd);
    expect(await addon(cwd, data.id)).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'pyproject.toml')).toMatch(
      /"psycopg[^\n]*\n {4}"gevent>=24",\n {4}"gunicorn>=23",\n {4}"mine>=1",\n]/,
    );
  });

  it("doesn't restore files that the user removed, and keeps the add-on's files that they changed", async () => {
    const cwd = await repository(first.id);
    rmSync(join(cwd, 'heroku.yml'));
    await commit(cwd);
    const { stdout } = await addon(cwd, data.id);
    expect(stdout).toContain('heroku.yml: left out, as you removed it');
    expect(treeOf(cwd).has('heroku.yml')).toBe(false);
    const service = 'nix/services.nix';
    edit(cwd, service, (text) => `# mine\n${text}`);
    await commit(cwd);
    const removed = await addon(cwd, data.id, '--remove');
    expect(removed).toMatchObject({ code: 0 });
    expect(removed.stdout).toContain(`${service}: left alone: you changed it`);
    expect(removed.stdout).toContain(`heroku addons:destroy ${data.heroku?.as ?? ''}`);
    expect(textAt(cwd, service)).toMatch(/^# mine\n/);
  });

  it('leaves conflict markers if both changed the same line, and exits with 1', async () => {
    const cwd = await repository(first.id);
    edit(cwd, 'heroku.yml', (text) => text.replace('build:', 'build: # mine'));
    await commit(cwd);
    const { code, stdout } = await addon(cwd, data.id);
    expect(code).toBe(1);
    expect(stdout).toContain('CONFLICT heroku.yml');
    expect(stdout).toContain('Resolve the conflict markers in heroku.yml');
    expect(textAt(cwd, 'heroku.yml')).toContain('<<<<<<< yours\nbuild: # mine\n');
  });

  it('has nothing to do the second time, and writes nothing with --dry-run', async () => {
    const cwd = await repository(first.id, '--addons', data.id);
    const before = treeOf(cwd);
    expect((await addon(cwd, data.id)).stdout).toContain('Nothing to do');
    expect((await addon(cwd, data.id, '--remove', '--dry-run')).stdout).toContain('this is a dry run');
    expect(treeOf(cwd)).toEqual(before);
  });

  it('is reported as JSON in the documented form', async () => {
    const cwd = await repository(first.id);
    const validator = outputValidator('output');
    const planned = documentOf(await addon(cwd, data.id, '--dry-run', '--json'), validator);
    expect(planned).toMatchObject({ answers: { addons: [data.id] }, result: null });
    await gitIn(cwd, 'remote', 'add', 'heroku', 'https://git.heroku.com/its-app.git');
    const done = documentOf(await addon(cwd, data.id, '--json'), validator) as { result: { next: string[] } };
    expect(done.result.next.join('\n')).toMatch(
      new RegExp(`heroku addons:create ${data.heroku?.plan ?? ''} .*-a its-app`),
    );
  });

  it('is followed by updates that change nothing', async () => {
    const cwd = await repository(first.id);
    await addon(cwd, data.id);
    await commit(cwd);
    const before = treeOf(cwd);
    expect((await run(['update'], { cwd })).stdout).toContain('Nothing to update');
    expect(treeOf(cwd)).toEqual(before);
  });
});

describe('the list', () => {
  it('shows every add-on, what it costs, and whether the app has it', async () => {
    const cwd = await repository(first.id, '--addons', data.id);
    const { stdout } = await addon(cwd, '--list');
    expect(stdout).toContain(`[x] ${data.id}`);
    for (const { price } of catalog.addons) expect(stdout).toContain(`$${price.monthly} a month`);
    const document = documentOf(await addon(cwd, '--list', '--json'), outputValidator('addons'));
    expect(document).toMatchObject({
      addons: catalog.addons.map(({ id }) => ({ id, chosen: id === data.id, offered: id in first.addons })),
    });
  });
});

describe('addon refuses', () => {
  const refused = async (cwd: string, args: string[], headline: string, fix: string): Promise<void> => {
    const before = treeOf(cwd);
    const { code, stderr } = await addon(cwd, ...args);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(headline) as string });
    expect(stderr).toContain(fix);
    expect(treeOf(cwd)).toEqual(before);
  };

  it('invalid arguments', async () => {
    const cwd = await repository(first.id);
    await refused(cwd, [], 'Which add-on?', `addon ${data.id}`);
    await refused(cwd, [`${data.id}x`], `There is no add-on called "${data.id}x"`, data.id);
    await refused(cwd, ['--ci', 'none', data.id], "--ci can't be used with this command", 'leave --ci out');
    for (const { id } of offeredBy(catalog, first).filter(({ needs }) => needs.length > 0))
      await refused(cwd, [id], `The add-on ${id} needs another one`, `addon ${data.id} ${id}`);
    expect((await run(['update', '--addons', data.id], { cwd })).stderr).toContain(`addon ${data.id}`);
  });

  it('to leave another add-on without what it needs', async () => {
    const [needing] = offeredBy(catalog, first).filter(({ needs }) => needs.includes(data.id));
    const id = needing?.id ?? '';
    const cwd = await repository(first.id, '--addons', `${data.id},${id}`);
    const text = `The add-on ${id} still needs this`;
    await refused(cwd, [data.id, '--remove'], text, `addon ${data.id} ${id} --remove`);
  });

  it("a folder that we didn't write, one that isn't committed, and one from other templates", async () => {
    await refused(freshFolder('my-app'), [data.id], `There is no ${lockPath}`, 'onboard');
    const cwd = await repository(first.id);
    edit(cwd, 'README.md', (text) => `${text}mine\n`);
    await refused(cwd, [data.id], '1 file is not committed', 'git commit');
    await commit(cwd);
    const lock = join(cwd, lockPath);
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"generator": "[^"]*"/, '"generator": "0.0.9"'));
    await commit(cwd);
    await refused(cwd, [data.id], 'are from older templates', 'update, then commit');
  });
});
