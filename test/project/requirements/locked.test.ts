import { describe, expect, it } from 'vitest';
import { manifest, toldOf } from '../../support/locked.js';
import { catalog } from '../../support/rendering.js';

/** Where PyPI keeps files. */
const filesHost = ['files', 'pythonhosted', 'org'].join('.');

const hash = `sha256:${'0'.repeat(64)}`;
const file = (name: string, more = ''): string =>
  `{ url = "https://${filesHost}/packages/${name}", hash = "${hash}"${more} }`;

/** A package in uv.lock. */
const uv = (name: string, version: string, files: string, more = ''): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://index.example/simple" }\n${more}wheels = [${files}]\n\n`;

const head = 'version = 1\nrequires-python = ">=3.12"\n\n';
const pure = (name: string, version: string, more = ''): string =>
  uv(name, version, file(`${name}-${version}-py3-none-any.whl`), more);

const lockAgain = 'uv lock (to get uv: pip install uv, or nix shell nixpkgs#uv)';
const asked = manifest('"fastapi>=0.115", "uvicorn"');
const whole = head + pure('fastapi', '0.116.0') + pure('uvicorn', '0.35.0');

describe('packages come from the lock', () => {
  it('if each of them can be built', () => {
    expect(toldOf({ 'pyproject.toml': asked, 'uv.lock': whole })).toEqual({ origin: 'lock', told: [] });
  });

  it('unless the user wants those of nixpkgs', () => {
    expect(toldOf({ 'pyproject.toml': asked, 'uv.lock': whole }, 'nixpkgs').origin).toBe('nixpkgs');
  });

  it('without what is only for other systems, extras that nobody asks for, or development', () => {
    const windows = uv('pywin32', '311', file('pywin32-311-cp313-cp313-win_amd64.whl'));
    const needs = `dependencies = [{ name = "pywin32", marker = "sys_platform == 'win32'" }]\n`;
    const extra = `optional-dependencies.all = [{ name = "pywin32" }]\n`;
    const lock = `${head}${pure('fastapi', '0.116.0', needs + extra)}${pure('uvicorn', '0.35.0')}${windows}`;
    const dev = '[dependency-groups]\ndev = ["pywin32"]\n';
    expect(toldOf({ 'pyproject.toml': manifest('"fastapi", "uvicorn"', dev), 'uv.lock': lock }).origin).toBe('lock');
  });

  it('with extras that are asked for', () => {
    const windows = uv('pywin32', '311', file('pywin32-311-cp313-cp313-win_amd64.whl'));
    const extra = '[package.optional-dependencies]\nall = [{ name = "pywin32" }]\n\n';
    const lock = head + pure('fastapi', '0.116.0') + extra + pure('uvicorn', '0.35.0') + windows;
    expect(toldOf({ 'pyproject.toml': manifest('"fastapi[all]", "uvicorn"'), 'uv.lock': lock }, 'lock').told).toEqual([
      `pywin32 has no file for Linux on x64 in uv.lock | choose a version of pywin32 that has one and lock again with ${lockAgain}; or take packages from nixpkgs with --python-from nixpkgs, then run the same command again @20`,
    ]);
  });
});

describe('poetry.lock', () => {
  const project = `[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "*"\nuvicorn = "*"\n`;
  const of = (name: string): string => `[[package]]\nname = "${name}"\nversion = "1.0"\n`;
  const listed = (name: string): string => `[{ file = "${name}-1.0-py3-none-any.whl", hash = "${hash}" }]\n`;
  const from = (lock: string) => toldOf({ 'pyproject.toml': project, 'poetry.lock': lock });

  it('lists files beside each package', () => {
    const lock = ['fastapi', 'uvicorn'].map((name) => `${of(name)}files = ${listed(name)}`).join('\n');
    expect(from(lock)).toEqual({ origin: 'lock', told: [] });
  });

  it('lists files in a table of their own, if Poetry is older than 1.3', () => {
    const table = `[metadata.files]\nfastapi = ${listed('fastapi')}uvicorn = ${listed('uvicorn')}`;
    expect(from(`${of('fastapi')}\n${of('uvicorn')}\n${table}`)).toEqual({ origin: 'lock', told: [] });
    expect(from(`${of('fastapi')}\n${of('uvicorn')}\n`).origin).toBe('nixpkgs');
  });
});

describe('a lock that cannot be built', () => {
  const from = (files: Readonly<Record<string, string>>) => toldOf({ 'pyproject.toml': asked, ...files }, 'lock').told;

  it('is out of step with the project', () => {
    const added = manifest('"fastapi>=0.117", "uvicorn", "redis"');
    expect(from({ 'uv.lock': whole, 'pyproject.toml': added })).toEqual([
      `uv.lock is out of step with the project: fastapi, redis | ${lockAgain}, then run the same command again @5`,
    ]);
    expect(toldOf({ 'uv.lock': whole, 'pyproject.toml': added }).origin).toBe('nixpkgs');
  });

  it('has a package from Git', () => {
    const git = whole.replace('registry = "https://index.example/simple"', 'git = "https://example.org/x?rev=1#1"');
    expect(from({ 'uv.lock': git })[0]).toMatch(/^fastapi comes from Git and has no hash in uv\.lock, .*@5$/);
  });

  it('has a package outside of the project', () => {
    const outside = whole.replace('registry = "https://index.example/simple"', 'editable = "../shared"');
    expect(from({ 'uv.lock': outside })[0]).toMatch(/^fastapi is outside of the project in uv\.lock/);
  });

  it('has a file without a hash', () => {
    expect(from({ 'uv.lock': whole.replaceAll(`, hash = "${hash}"`, '') })[0]).toMatch(
      /^uv\.lock has no hash for uvicorn, fastapi, and Nix fetches nothing without one/,
    );
  });

  it('has a login in an address', () => {
    const login = whole.replace('https://files', 'https://me:secret@files');
    expect(from({ 'uv.lock': login }).join('\n')).toMatch(/^uv\.lock has a login in the address of fastapi/);
  });

  it('is no lock at all', () => {
    expect(from({ 'uv.lock': 'version = 1\n' })).toEqual([
      `uv.lock can't be read | ${lockAgain}, then run the same command again @1`,
    ]);
  });

  it('lacks what a process starts', () => {
    const found = toldOf({ 'pyproject.toml': manifest('"fastapi"'), 'uv.lock': head + pure('fastapi', '0.116.0') });
    expect(found).toEqual({
      origin: 'lock',
      told: [
        "uvicorn isn't in uv.lock, and a process starts it | uv add uvicorn (to get uv: pip install uv, or nix shell nixpkgs#uv), then run the same command again @0",
      ],
    });
  });

  it('may have what only a login gets', () => {
    const own = whole.replace(`https://${filesHost}`, 'https://index.example');
    expect(from({ 'uv.lock': own })).toEqual([
      'uv.lock takes fastapi and maybe more from index.example, and Nix fetches without a login | curl --fail --head https://index.example/packages/fastapi-0.116.0-py3-none-any.whl @5',
    ]);
  });

  it('has a source archive of what nixpkgs does not know', () => {
    const sdist = whole.replace(/fastapi-0\.116\.0-py3-none-any\.whl/, 'fastapi-0.116.0.tar.gz');
    expect(from({ 'uv.lock': sdist })[0]).toMatch(
      /^fastapi has only a source archive in uv\.lock, and nixpkgs has no recipe/,
    );
    const version = catalog.templates.find(({ id }) => id === 'flask')?.detect.packages.nixpkgs.versions.fastapi;
    const same = sdist.replaceAll('0.116.0', typeof version === 'string' ? version : '');
    expect(from({ 'uv.lock': same })).toEqual([]);
    const unknown = sdist.replaceAll('fastapi', 'unheard-of');
    const told = from({ 'uv.lock': unknown, 'pyproject.toml': manifest('"unheard-of", "uvicorn"') });
    expect(told[0]).toMatch(/^unheard-of has only a source archive in uv\.lock, and nixpkgs has no recipe/);
  });
});
