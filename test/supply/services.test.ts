import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { freshFolder, place, temporaryFolder, textAt } from '../support/folders.js';
import { addonSets } from '../support/pairwise.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';

const run = promisify(execFile);

const servers = catalog.addons.flatMap(({ id, server }) => (server ? [{ id, server }] : []));
const cases = catalog.templates.flatMap((template) =>
  addonSets(catalog, template)
    .filter((addons) => servers.some(({ id }) => addons.includes(id)))
    .map((addons) => [template.id, addons] as const),
);

describe.each(cases)('the servers of %s with %s', (template, addons) => {
  const chosen = servers.filter(({ id }) => addons.includes(id));

  it('have no address without a password, for development, tests or CI', async () => {
    const files = await renderFor(template, { ci: 'github', addons: [...addons] });
    for (const { id, server } of chosen) {
      expect(server.url).toMatch(/^[a-z]+:\/\/[a-z]*:\$password@127\.0\.0\.1:\d+/);
      const nix = textOf(files, `nix/services/${id}.nix`);
      expect(/url = password: port: "(.*)";/.exec(nix)?.[1]).toMatch(
        /^[a-z]+:\/\/[a-z]*:\$\{password\}@127\.0\.0\.1:\$\{port\}/,
      );
      expect(nix).not.toMatch(/trust|0\.0\.0\.0|protected-mode/);
    }
  });

  it('have their password neither on a CI command line nor in the repository', async () => {
    const files = await renderFor(template, { ci: 'github', addons: [...addons] });
    const workflow = textOf(files, '.github/workflows/ci.yml');
    for (const { server } of chosen) {
      expect(workflow).toContain(`echo "${server.variable}=${server.url}" >> "$GITHUB_ENV"\n`);
      expect(workflow).not.toMatch(new RegExp(`--env ${server.variable}=`));
    }
    expect(textOf(files, '.gitignore').split('\n')).toContain('.services/');
    expect(textOf(files, '.dockerignore').split('\n')).toContain('.services');
  });
});

/** The shell lines of a Nix file that create the password, with this machine's programs instead of nixpkgs'. */
async function passwordScript(): Promise<string> {
  const [first] = cases;
  if (!first) throw new Error('no template offers a server');
  const nix = textOf(await renderFor(first[0], { addons: [...first[1]] }), 'nix/services.nix');
  const block = (start: string): string => {
    const [, text] = new RegExp(`${start} ''\\n([\\s\\S]*?)\\n  '';`).exec(nix) ?? [];
    if (text === undefined) throw new Error(`nix/services.nix has no ${start}`);
    return text.replaceAll("''${", '${');
  };
  const script = block('password = pkgs.writeShellScript "password"')
    .replace('${findFolder}', () => block('findFolder ='))
    .replace('PATH=${pkgs.coreutils}/bin', '');
  const path = join(freshFolder(), 'password');
  place(join(path, '..'), { password: script });
  return path;
}

describe('the password of the servers', () => {
  it('is a random number that only its owner can read, and stays the same in every folder', async () => {
    const script = await passwordScript();
    const folder = temporaryFolder({ 'flake.nix': '', 'a/b/x': '' });
    const password = (cwd: string, ...args: string[]): string =>
      execFileSync('bash', ['-c', 'umask 000; exec bash "$@"', 'bash', script, ...args], { cwd, encoding: 'utf8' });
    const made = password(join(folder, 'a/b'));
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    expect(password(folder)).toBe(made);
    expect(password('/', join(folder, '.services'))).toBe(made);
    expect(statSync(join(folder, '.services')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '.services/password')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, '.services'))).toEqual(['password']);
    expect(password(temporaryFolder({ 'flake.nix': '' }))).not.toBe(made);
  });

  it('makes an open folder private', async () => {
    const script = await passwordScript();
    const folder = temporaryFolder({ 'flake.nix': '' });
    mkdirSync(join(folder, '.services'), { mode: 0o755 });
    execFileSync('bash', [script], { cwd: folder });
    expect(statSync(join(folder, '.services')).mode & 0o777).toBe(0o700);
  });

  it('is in the folder, if there is no flake', async () => {
    const folder = freshFolder();
    execFileSync('bash', [await passwordScript()], { cwd: folder });
    expect(textAt(folder, '.services/password')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is the same for any number of callers at once', async () => {
    const script = await passwordScript();
    const folder = temporaryFolder({ 'flake.nix': '' });
    for (let round = 0; round < 5; round += 1) {
      const all = await Promise.all(Array.from({ length: 12 }, () => run('bash', [script], { cwd: folder })));
      expect(new Set(all.map(({ stdout }) => stdout)).size).toBe(1);
      expect(readdirSync(join(folder, '.services'))).toEqual(['password']);
      rmSync(join(folder, '.services'), { recursive: true });
    }
  });
});

describe('the data of PostgreSQL for development', () => {
  /** Starts it, without a server: says where the data is that it would use. */
  async function started(folders: Readonly<Record<string, string>>): Promise<string> {
    const nix = textOf(await renderFor('flask', { addons: ['postgres'] }), 'nix/services/postgres.nix');
    const major = /postgresql_(\d+)/.exec(nix)?.[1] ?? '';
    const [, start = ''] = /start = ''\n([\s\S]*?)\n {2}'';/.exec(nix) ?? [];
    const folder = temporaryFolder(folders);
    const data = join(folder, `postgres-${major}`);
    mkdirSync(data, { recursive: true });
    const stubs = 'initdb() { :; }; postgres() { :; }; pg_isready() { :; }; set -euo pipefail; port=0';
    const script = start.replaceAll("''${", '${').replaceAll('${version}', major);
    execFileSync('bash', ['-c', `${stubs}\n${script}`], {
      env: { ...process.env, data, log: join(folder, 'log'), secret: '/dev/null' },
    });
    return readdirSync(data)
      .concat(existsSync(join(folder, 'postgres')) ? ['beside it: the old folder'] : [])
      .join();
  }

  it('is in a folder for each version, and taken over from one without a version if that has the same', async () => {
    expect(await started({})).toBe('');
    expect(await started({ 'postgres/PG_VERSION': '17\n', 'postgres/base': '' })).toBe('PG_VERSION,base');
    expect(await started({ 'postgres/PG_VERSION': '16\n' })).toBe('beside it: the old folder');
    expect(await started({ 'postgres/PG_VERSION': '17\n', 'postgres-17/PG_VERSION': '17\n' })).toBe(
      'PG_VERSION,beside it: the old folder',
    );
  });
});
