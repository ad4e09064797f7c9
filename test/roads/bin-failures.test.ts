import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockPath, storedPath } from '../../generators/core/model/records.js';
import { freshFolder, place, textAt } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { bin, run, type Ran, type Start } from '../support/run.js';

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['my-app', '--template', template, '--yes', '--skip-git'];

/** A line of a stack trace, or what Node.js prints around one. */
const trace = /^\s+at |node:internal|\[cause\]|Node\.js v\d+\.\d+\.\d+$/m;

/** Every failure has a headline, a reason, a fix, and no stack trace. */
function expectTold({ code, stdout, stderr }: Ran, expected: number): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^\n\S.*\n\n(?: {2}.*\n)+\n {2}Fix: {2}\S.*\n {2}More: https:/);
  expect(stderr.match(/Fix:/g)).toHaveLength(1);
  expect(stderr).not.toMatch(trace);
  expect(code).toBe(expected);
}

/** Runs the bin from a shell that sets a limit or writes bytes. */
const shell = (line: string, start: Start): Promise<Ran> =>
  run(['-c', line], { ...start, program: ['sh'], env: { ...start.env, NODE: process.execPath, BIN: bin } });

describe("a failure that isn't a refusal", () => {
  it.each([20, 24, 40])('is explained in plain words if only %i files may be open', async (files) => {
    const cwd = freshFolder();
    expectTold(await shell(`ulimit -n ${files} && exec "$NODE" "$BIN" ${yes.join(' ')}`, { cwd }), 75);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each(['--disallow-code-generation-from-strings'])('is explained in plain words under %s', async (setting) => {
    const cwd = freshFolder();
    const ran = await run(yes, { cwd, env: { NODE_OPTIONS: setting } });
    expectTold(ran, 1);
    expect(ran.stderr).toContain(`heroku-nix doesn't run under ${setting.replace(/=.*/, '')}`);
    expect(ran.stderr).toContain('NODE_OPTIONS');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("is explained in plain words if a folder's name isn't UTF-8, and no other folder is created", async () => {
    const cwd = freshFolder();
    const name = `"$(printf 'd\\377')"`;
    const args = `--template ${template} --yes --skip-git`;
    const given = await shell(`exec "$NODE" "$BIN" ${name} ${args}`, { cwd });
    expectTold(given, 1);
    expect(given.stderr).toContain('is not valid UTF-8');
    expect(readdirSync(cwd)).toEqual([]);
    const inside = await shell(`mkdir ${name} && cd ${name} && "$NODE" "$BIN" ${args}`, { cwd });
    expectTold(inside, 1);
    expect(readdirSync(cwd)).toHaveLength(1);
    expect(readdirSync(Buffer.concat([Buffer.from(`${cwd}/d`), Buffer.from([0xff])]))).toEqual([]);
  });

  it('of our own says what to report, without command-line values; the stack trace is opt-in', async () => {
    const cwd = freshFolder();
    // As soon as the bin listens for such errors.
    place(cwd, {
      'fault.mjs': `process.on('newListener', (event) => {
        if (event === 'unhandledRejection') setImmediate(() => { throw new Error('a fault\\nof two lines'); });
      });`,
    });
    const NODE_OPTIONS = `--import ${join(cwd, 'fault.mjs')}`;
    const secret = ['onboard', '--web', 'TOKEN=s3cret-Value run'];
    const ran = await run(secret, { cwd, env: { NODE_OPTIONS } });
    expectTold(ran, 1);
    expect(ran.stderr).toContain('a fault');
    expect(ran.stderr).toMatch(/Version \d+\.\d+\.\d+, Node\.js v\S+, run as: heroku-nix onboard --web …\n/);
    expect(ran.stderr).not.toContain('s3cret');
    const asked = await run(secret, { cwd, env: { NODE_OPTIONS, HEROKU_NIX_DEBUG: '1' } });
    expect(asked.code).toBe(1);
    expect(asked.stderr).toMatch(trace);
    const json = await run(['--json', ...yes], { cwd, env: { NODE_OPTIONS } });
    expect(JSON.parse(json.stdout)).toMatchObject({ format: 1, error: { headline: expect.any(String) as string } });
    expect(json).toMatchObject({ code: 1, stderr: '' });
    expect(existsSync(join(cwd, 'my-app'))).toBe(false);
  });

  it('is never caused by records, whatever is in them', async () => {
    const cwd = freshFolder('my-app');
    expect(await run(['--template', template, '--yes', '--skip-git'], { cwd })).toMatchObject({ code: 0 });
    const lock = JSON.parse(textAt(cwd, lockPath)) as Record<string, unknown>;
    const deep = `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`;
    for (const [path, text] of [
      [lockPath, JSON.stringify({ ...lock, generator: 'not-a-version' })],
      [lockPath, JSON.stringify({ ...lock, managed: { 'a\0b': [''] } })],
      [lockPath, deep],
      [storedPath, deep],
    ] as const) {
      const before = textAt(cwd, path);
      place(cwd, { [path]: text });
      const ran = await run(['update', '--force'], { cwd });
      expectTold(ran, 1);
      expect(ran.stderr).toContain(`${path} cannot be read`);
      place(cwd, { [path]: before });
    }
  });
});
