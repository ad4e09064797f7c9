import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { nextIn, sh, tool, typed, type Place } from '../support/place.js';
import { machine, type Machine } from '../support/programs.js';
import { catalog } from '../support/rendering.js';

const [{ id: template, options }] = catalog.templates as [(typeof catalog.templates)[number]];
const yes = ['--template', template, '--yes'];

const onHeroku = (on: Machine, app: string): boolean =>
  existsSync(join(on.env.HOME, 'hosted', `${app}.git`, 'refs/heads/main'));

/** A small project in git that can be built as it is. */
async function project(on: Machine, name = 'my-app'): Promise<Place> {
  const cwd = freshFolder(name);
  cpSync(join(import.meta.dirname, '../fixtures/onboard/python-requirements/project'), cwd, { recursive: true });
  const place = { cwd, on };
  await sh('git init -q -b main && git add -A && git commit -qm x', place);
  return place;
}

async function created(on = machine(), ...args: readonly string[]): Promise<Place> {
  const place = { cwd: freshFolder(), on };
  await typed(await tool(['my-app', ...yes, ...args], place), place);
  return { cwd: join(place.cwd, 'my-app'), on };
}

describe('the commands after create', () => {
  it('make a commit, one app, and one push', async () => {
    const { on } = await created();
    expect(on.calls()).toEqual(['nix develop', 'nix run', 'heroku create my-app --manifest']);
    expect(onHeroku(on, 'my-app')).toBe(true);
  });

  it('are only what is left to do, and none once all of it is done', async () => {
    const place = { cwd: freshFolder('my-app'), on: machine() };
    const first = await tool(yes, place);
    const again = await tool(yes, place);
    expect(again.stdout).toContain('Nothing to write');
    expect(nextIn(again)).toEqual([nextIn(first).at(-1)]);
    await sh('git commit -qm x', place);
    const committed = await tool(yes, place);
    expect(committed.stdout).toContain('Nothing to do');
    expect(committed.stdout).not.toContain('Staged');
    expect(committed.stdout).toContain("If it's not on Heroku yet:");
    await typed(committed, place);
    const deployed = await tool(yes, place);
    expect(deployed.stdout).toContain('Nothing to do');
    expect(nextIn(deployed)).toEqual([]);
    expect(place.on.calls()).toEqual(['heroku create my-app --manifest']);
  });

  it('push only the folder from a larger repository, with its CI file at the root', async () => {
    const outer = { cwd: freshFolder('outer'), on: machine() };
    await sh('git init -q -b main && echo x > x && git add -A && git commit -qm x', outer);
    const ran = await tool(['packages/api', '--name', 'my-app', ...yes], outer);
    expect(ran.stdout).toContain('/.github/workflows/ci-my-app.yml is at the root of the repository');
    expect(existsSync(join(outer.cwd, 'packages/api/.github'))).toBe(false);
    const again = await tool(['packages/api', ...yes], outer);
    expect(again.stdout).not.toContain('at the root of the repository');
    await typed(ran, outer);
    expect(await sh('git log --format=%s -1', outer)).toBe('Add my-app\n');
    expect(onHeroku(outer.on, 'my-app')).toBe(true);
    expect(outer.on.calls().filter((call) => call.startsWith('heroku'))).toEqual(['heroku create my-app --manifest']);
  });

  it('create a repository if git was missing, or was skipped', async () => {
    const [cwd, on] = [freshFolder('my-app'), machine()];
    const ran = await tool(yes, { cwd, on: machine('git') });
    expect(ran.stdout.indexOf("Git isn't installed")).toBeLessThan(ran.stdout.indexOf('Next:'));
    await typed(ran, { cwd, on });
    expect(onHeroku(on, 'my-app')).toBe(true);
    const other = { cwd: freshFolder('my-app'), on: machine() };
    await typed(await tool([...yes, '--skip-git'], other), other);
    expect(onHeroku(other.on, 'my-app')).toBe(true);
  });

  it("work without Nix if it is missing, and mention that deploying doesn't need it", async () => {
    for (const { id } of catalog.templates) {
      const place = { cwd: freshFolder('my-app'), on: machine('nix') };
      const ran = await tool(['--template', id, '--yes'], place);
      expect(nextIn(ran).join('\n')).not.toContain('nix');
      expect(nextIn(ran).length).toBeGreaterThan(1);
      expect(ran.stdout.indexOf("You don't need it to deploy")).toBeLessThan(ran.stdout.indexOf('Next:'));
    }
  });

  it('never use another remote that is called heroku', async () => {
    const place = { cwd: freshFolder('my-app'), on: machine() };
    await sh('git init -q -b main && git remote add heroku /nowhere', place);
    await typed(await tool(yes, place), place);
    expect(onHeroku(place.on, 'my-app')).toBe(true);
  });
});

describe('the commands after onboard', () => {
  it('create one app, and are none the second time', async () => {
    const place = await project(machine());
    const first = await tool(['onboard', '--yes'], place);
    expect(first.stdout).toContain('git:remote -a');
    await typed(first, place);
    expect(place.on.calls()).toEqual(['nix develop', 'nix run', 'heroku create my-app --manifest']);
    expect(onHeroku(place.on, 'my-app')).toBe(true);
    const again = await tool(['onboard', '--yes'], place);
    expect(again.stdout).toContain('Nothing to do');
    expect(again.stdout).not.toMatch(/git init|Not staged/);
    expect(nextIn(again)).toEqual([]);
  });

  it('deploy to the existing app, and create no other', async () => {
    const place = await project(machine());
    await sh(`git init -q --bare '${place.on.host('old-app')}'`, place);
    await sh('git remote add heroku https://git.heroku.com/old-app.git', place);
    const ran = await tool(['onboard', '--yes'], place);
    expect(ran.stdout).toContain('--name old-app ');
    expect(ran.stdout).toContain('The way back: heroku stack:set heroku-24 -a old-app');
    await typed(ran, place);
    expect(place.on.calls()).toEqual(['nix develop', 'nix run', 'heroku stack:set container -a old-app']);
    expect(onHeroku(place.on, 'old-app')).toBe(true);
    expect(nextIn(await tool(['onboard', '--yes'], place))).toEqual([]);
  });

  it('put what keeps the project from being built first', async () => {
    const cwd = freshFolder('my-app');
    cpSync(join(import.meta.dirname, '../fixtures/onboard/node-yarn/project'), cwd, { recursive: true });
    const place = { cwd, on: machine() };
    const ran = await tool(['onboard', '--yes'], place);
    expect(ran.stdout).not.toContain('push');
    expect(ran.stdout).toMatch(/Before it builds and starts:[^]*Then:/);
    await typed(ran, place);
    expect(place.on.calls()).toEqual([]);
  });
});

describe('the commands after update', () => {
  const [option] = options as [(typeof options)[number]];
  const change = [`--${option.name}`, option.choices.find((each) => each !== option.default) ?? ''];

  it('review, check and commit, and deploy if the app is known', async () => {
    const place = await created();
    const ran = await tool(['update', ...change, '--ci', 'none'], place);
    expect(ran.stdout).toContain(`--message "Change ci, ${option.name}"`);
    await typed(ran, place);
    expect(await sh('git status --porcelain', place)).toBe('');
    expect(await sh('git rev-parse HEAD', place)).toBe(await sh('git rev-parse heroku/main', place));
    expect(place.on.calls().slice(-2)).toEqual(['heroku create my-app --manifest', 'nix flake check']);
    expect(nextIn(await tool(['update'], place))).toEqual([]);
  });

  it("don't use git if there is no repository", async () => {
    const place = { cwd: freshFolder('my-app'), on: machine() };
    await tool([...yes, '--skip-git'], place);
    const ran = await tool(['update', ...change], place);
    expect(nextIn(ran).join('\n')).not.toContain('git');
    await typed(ran, place);
  });
});

describe('the commands after addon', () => {
  it('attach it, deploy and start it, and undo all of that', async () => {
    const place = await created();
    await typed(await tool(['addon', 'postgres', 'worker'], place), place);
    expect(place.on.calls().slice(-3)).toEqual([
      'nix flake check',
      'heroku addons:create heroku-postgresql:essential-0 --as DATABASE -a my-app',
      'heroku ps:scale worker=1 -a my-app',
    ]);
    expect(await sh('git rev-parse HEAD', place)).toBe(await sh('git rev-parse heroku/main', place));
    const removed = await tool(['addon', 'postgres', 'worker', '--remove'], place);
    expect(removed.stdout).toContain('heroku ps:scale worker=0 -a my-app');
    await typed(removed, place);
    expect(await sh('git status --porcelain', place)).toBe('');
  });

  it('show what an app on Heroku would need, without acting on any', async () => {
    const place = { cwd: freshFolder('my-app'), on: machine() };
    await tool(yes, place);
    await sh('git commit -qm x', place);
    const ran = await tool(['addon', 'postgres'], place);
    expect(nextIn(ran).join('\n')).not.toContain('heroku addons');
    expect(ran.stdout).toMatch(/If the app is on Heroku already, as my-app:\n {2}heroku git:remote -a my-app\n/);
    await typed(ran, place);
  });
});
