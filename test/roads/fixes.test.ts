import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockPath } from '../../generators/core/model/records.js';
import { edit } from '../support/earlier.js';
import { freshFolder, place } from '../support/folders.js';
import { sh, tool, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';
import { catalog } from '../support/rendering.js';

const [{ id: template, options }] = catalog.templates as [(typeof catalog.templates)[number]];
const [option] = options as [(typeof options)[number]];
const other = option.choices.find((each) => each !== option.default) ?? '';
const yes = ['--template', template, '--yes'];

/** The fix of a refusal, up to where its explanation begins. */
async function fixOf(args: readonly string[], at: Place): Promise<string> {
  const { code, stderr } = await tool(args, at);
  expect({ code, stderr }).toMatchObject({ code: 1 });
  return /^ {2}Fix: {2}(.*)$/m.exec(stderr)?.[1] ?? '';
}

const commandIn = (fix: string): string => fix.replace(/(?:, which|, or | for a project|; ).*$/, '');

const work = (): Place => ({ cwd: freshFolder(), on: machine() });

async function created(...args: readonly string[]): Promise<Place> {
  const at = work();
  expect(await tool(['my-app', ...yes, ...args], at)).toMatchObject({ code: 0 });
  await sh('cd my-app && git commit -qm x', at);
  return at;
}

describe('a fix that is a command works as printed', () => {
  it('for a changed answer, suggesting update first, not what loses edits', async () => {
    const at = await created();
    edit(join(at.cwd, 'my-app'), 'README.md', (text) => `${text}\nmine\n`);
    await sh('cd my-app && git commit -qam x', at);
    const fix = await fixOf(['my-app', ...yes, `--${option.name}`, other], at);
    expect(fix).toMatch(/^heroku-nix update .*--force/);
    await sh(commandIn(fix), at);
    expect(await sh('tail -1 my-app/README.md', at)).toBe('mine\n');
  });

  it('for a folder that already holds a project', async () => {
    const at = work();
    cpSync(join(import.meta.dirname, '../fixtures/onboard/has-its-own-files/project'), join(at.cwd, 'mine'), {
      recursive: true,
    });
    const fix = await fixOf(['mine', ...yes], at);
    expect(fix).toContain('heroku-nix onboard mine');
    await sh(`${commandIn(fix)} --yes`, at);
  });

  it.each(['update', 'addon'])('for %s if nothing was written', async (command) => {
    const at = work();
    cpSync(join(import.meta.dirname, '../fixtures/onboard/python-requirements/project'), join(at.cwd, 'mine'), {
      recursive: true,
    });
    const args = command === 'addon' ? ['postgres', '--directory', 'mine'] : ['mine'];
    const fix = await fixOf([command, ...args], at);
    expect(fix).toMatch(/^heroku-nix onboard /);
    await sh(`${commandIn(fix)} --yes`, at);
  });

  it.each([
    [['addon', 'postgress']],
    [['addon', 'worker']],
    [['addon', 'redis', 'wroker']],
    [['addon']],
    [['update', '--addons', 'postgres']],
  ])('for %j, even from another directory', async (args) => {
    const at = await created();
    const where = args[0] === 'addon' ? ['--directory', 'my-app'] : ['my-app'];
    const fix = await fixOf([...args, ...where], at);
    expect(fix).toMatch(/^heroku-nix addon /);
    await sh(commandIn(fix), at);
  });

  it.each(['update', 'addon'])('for %s with a broken lock in another directory', async (command) => {
    const at = await created();
    edit(join(at.cwd, 'my-app'), lockPath, () => '{');
    const fix = await fixOf(
      command === 'addon' ? ['addon', 'postgres', '--directory', 'my-app'] : ['update', 'my-app'],
      at,
    );
    const [git = ''] = /git .*$/.exec(fix) ?? [];
    expect(git).toContain(`checkout HEAD -- ${lockPath}`);
    await sh(git, at);
    expect(await tool(['update', 'my-app'], at)).toMatchObject({ code: 0 });
  });

  it('for an add-on that another one needs', async () => {
    const at = await created('--addons', 'postgres,worker');
    await sh(await fixOf(['addon', 'postgres', '--remove', '--directory=my-app'], at), at);
  });

  it('for uncommitted changes, from another directory', async () => {
    const at = await created();
    place(join(at.cwd, 'my-app'), { 'README.md': 'mine\n' });
    const args = ['update', 'my-app', `--${option.name}`, other];
    const fix = await fixOf(args, at);
    await sh(`${commandIn(fix.replace(/, then.*/, ''))} --message x`, at);
    expect(await tool(args, at)).toMatchObject({ code: 0 });
  });

  it('for a part of a monorepo, from another directory', async () => {
    const at = work();
    cpSync(join(import.meta.dirname, '../fixtures/onboard/monorepo/project'), join(at.cwd, 'mono'), {
      recursive: true,
    });
    await sh(`${await fixOf(['onboard', 'mono', '--yes'], at)} --yes`, at);
  });
});

describe('a fix that is a flag works in place of the given one', () => {
  it.each([
    ['--template', 'falsk'],
    ['--ci', 'gihtub'],
    ['--base', 'nixeri'],
    ['--name', 'My_App'],
    [`--${option.name}`, `${option.default}9`],
    ['--addons', 'postgress'],
    ['--addons', 'worker'],
  ])('%s %s', async (flag, value) => {
    const at = work();
    const given = flag === '--template' ? [] : ['--template', template];
    const fix = await fixOf(['my-app', ...given, '--yes', flag, value], at);
    expect(fix.startsWith(`${flag} `)).toBe(true);
    expect(await tool(['my-app', ...given, '--yes', ...fix.split(' ')], at)).toMatchObject({ code: 0 });
  });

  it("isn't suggested for a value that only looks similar", async () => {
    const fix = await fixOf(['my-app', ...yes, '--ci', 'gitea'], work());
    expect(fix).toBe(`choose one: ${catalog.cis.map(({ id }) => `--ci ${id}`).join(' or ')}`);
  });
});
