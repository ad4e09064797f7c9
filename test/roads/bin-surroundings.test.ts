import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answerFlags } from '../../generators/core/terminal/command-spec.js';
import { spec as createSpec } from '../../generators/core/commands/create/spec.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder, place, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { plainEnvironment, run, runLine } from '../support/run.js';

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['my-app', '--template', template, '--yes'];

describe('the bin prints', () => {
  it.each(['--help', '-h'])('everything that can be typed with %s, and writes nothing', async (flag) => {
    const cwd = freshFolder();
    const ran = await run([...yes, flag], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const options = catalog.templates.flatMap((each) => each.options.map(({ name }) => name));
    for (const name of [...Object.keys(answerFlags), ...Object.keys(createSpec.switches), ...options])
      expect(ran.stdout).toMatch(new RegExp(`^  (-\\w, )?--${name}\\b`, 'm'));
    for (const { id } of [
      ...catalog.templates,
      ...catalog.addons,
      ...catalog.bases,
      ...catalog.cis,
      ...catalog.licenses,
    ])
      expect(ran.stdout).toContain(id);
    expect(ran.stdout).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}75 .*\n {2}130 /);
    expect(Math.max(...ran.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(treeOf(cwd)).toEqual(new Map());
  });

  it('its version and nothing else with --version', async () => {
    const ran = await run(['--version'], { cwd: freshFolder() });
    expect(ran).toMatchObject({ code: 0, stdout: `${ownPackage.version}\n`, stderr: '' });
  });
});

describe('the bin starts fast', () => {
  /** The size of our files that a run loads, which V8 lists for its coverage. */
  async function kilobytes(args: readonly string[]): Promise<number> {
    const NODE_V8_COVERAGE = freshFolder('coverage');
    expect(await run(args, { cwd: freshFolder(), env: { NODE_V8_COVERAGE } })).toMatchObject({ code: 0, stderr: '' });
    const urls = [...treeOf(NODE_V8_COVERAGE).values()].flatMap((text) =>
      [...text.matchAll(/"url":"(file:[^"]+)"/g)].map(([, url = '']) => url),
    );
    return urls.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0) / 1000;
  }

  it.each([[['--help']], [['browse', '--help']], [['--version']], [['completion', '--words', 'b']]])(
    'and loads little for %j',
    async (args) => {
      expect(await kilobytes(args)).toBeLessThan(40);
    },
  );

  it('and loads more only for a command', async () => {
    expect(await kilobytes(['browse'])).toBeGreaterThan(40);
  });
});

describe('the bin works if', () => {
  it('there is a home directory, and leaves nothing in it', async () => {
    const [cwd, HOME] = [freshFolder(), freshFolder('home')];
    expect(await run(yes, { cwd, env: { HOME } })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(HOME)).toEqual(new Map());
  });

  it("the home directory is missing, or isn't a folder", async () => {
    const folder = freshFolder('home');
    place(folder, { file: '' });
    for (const HOME of [join(folder, 'missing'), join(folder, 'file')]) {
      const cwd = freshFolder();
      expect(await run(yes, { cwd, env: { HOME } })).toMatchObject({ code: 0, stderr: '' });
      expect(existsSync(join(cwd, 'my-app/flake.nix'))).toBe(true);
    }
    expect([...treeOf(folder).keys()]).toEqual(['file']);
  });

  it('the environment is empty, without a home directory', async () => {
    const env = Object.fromEntries(Object.keys(plainEnvironment).map((name) => [name, undefined]));
    const ran = await run(yes, { cwd: freshFolder(), env });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('the reader of its output goes away', async () => {
    const cwd = freshFolder();
    const ran = await runLine(`heroku-nix ${yes.join(' ')} | true; heroku-nix ${yes.join(' ')} --dry-run | true`, {
      cwd,
    });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, 'my-app/flake.nix'))).toBe(true);
  });

  it('its output goes to a pipe, then without colors', async () => {
    const cwd = freshFolder('my-app');
    place(cwd, { 'heroku.yml': 'build: mine\n' });
    for (const args of [['--dry-run'], []]) {
      const { stdout, stderr } = await run(['.', ...yes.slice(1), ...args], { cwd, env: { TERM: 'xterm-256color' } });
      expect(stdout + stderr).toContain('heroku');
      expect(stdout + stderr).not.toContain('\u001B');
    }
  });
});
