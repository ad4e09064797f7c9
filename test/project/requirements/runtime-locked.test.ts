import { describe, expect, it } from 'vitest';
import { concluded } from '../../../generators/core/project/conclusions.js';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { catalog } from '../../support/rendering.js';

type Files = Readonly<Record<string, string>>;

const unlocked: Files = {
  'requirements.txt': 'flask\ngunicorn\n',
  'app.py': 'app = 1\n',
  Procfile: 'web: gunicorn app:app\n',
};

/** The version that a project gets, and where its packages come from. */
function gotBy(files: Files, said?: 'nixpkgs' | 'lock', options: Readonly<Record<string, string>> = {}): string {
  const examined = examinedAt(temporaryFolder(files), undefined, options, said);
  const template = catalog.templates.find(({ id }) => id === examined.detected.template);
  if (!template) throw new Error('no template fits');
  const { version, origin } = concluded(template, examined, {}, { options });
  return `${version?.got ?? ''} from ${origin}`;
}

/** A lock of one package, with one wheel for each tag. */
const lockOf = (tags: readonly string[], more = ''): Files => {
  const files = tags.map(
    (tag) => `{url = "https://files.pythonhosted.org/x-1.0-${tag}.whl", hashes = {sha256 = "${'0'.repeat(64)}"}}`,
  );
  return {
    'app.py': 'app = 1\n',
    'requirements.txt': 'x==1.0\n',
    Procfile: 'web: python app.py\n',
    'pylock.toml': `lock-version = "1.0"\n[[packages]]\nname = "x"\nversion = "1.0"\nwheels = [${files.join(', ')}]\n${more}`,
  };
};
const pure = lockOf(['py3-none-any']);
const forNewer = { ...pure, 'pylock.toml': `requires-python = ">=3.12"\n${pure['pylock.toml'] ?? ''}` };
const wheel = (version: string): string => `cp${version}-cp${version}-manylinux_2_17_x86_64`;

describe('a version that nixpkgs has no packages for', () => {
  it.each<[string, Files, string]>([
    ['is the one asked for', { ...pure, '.python-version': '3.11.4\n' }, '3.11 from lock'],
    ['is the one asked for in a range', { ...pure, 'setup.py': 'setup(python_requires="<3.13")\n' }, '3.12 from lock'],
    ['is the nearest one above', { ...pure, 'runtime.txt': 'python-3.8.18\n' }, '3.11 from lock'],
    ['is the nearest one that the lock is for', { ...forNewer, '.python-version': '3.11\n' }, '3.12 from lock'],
    ['is not needed without a wish', pure, '3.13 from lock'],
    ['is not needed for an open range', { ...pure, 'setup.py': 'setup(python_requires=">=3.8")\n' }, '3.13 from lock'],
  ])('comes with a lock: %s', (_, files, expected) => {
    expect(gotBy(files)).toBe(expected);
  });

  it('is refused if the lock is for newer ones', () => {
    const told = requirementsFrom(examinedAt(temporaryFolder(forNewer), undefined, { python: '3.11' }));
    expect(told.find(({ kind }) => kind === 'runtime')).toMatchObject({
      headline: 'The project is for Python >=3.12, and gets 3.11',
      state: { is: 'missing', fix: 'run the same command with --python 3.13 or 3.14 or 3.12' },
      evidence: [{ path: 'pylock.toml', line: 1 }],
    });
  });

  it('is not chosen where packages come from nixpkgs', () => {
    const files = { ...pure, '.python-version': '3.11\n' };
    expect(gotBy(files, 'nixpkgs')).toBe('3.13 from nixpkgs');
    expect(gotBy({ ...files, 'pylock.toml': 'lock-version = ' })).toBe('3.13 from nixpkgs');
    expect(gotBy(unlocked)).toBe('3.13 from nixpkgs');
  });

  it('needs a lock if it is chosen', () => {
    const folder = temporaryFolder(unlocked);
    const all = requirementsFrom(examinedAt(folder, undefined, { python: '3.12' }));
    const [first, ...more] = all.filter(({ kind }) => kind === 'runtime');
    expect(first).toMatchObject({
      stage: 'build',
      headline: 'nixpkgs has Python 3.12, but no packages for it',
      state: {
        is: 'missing',
        fix: 'uv pip compile requirements.txt --universal --python-version 3.12 -o pylock.toml (to get uv: pip install uv, or nix shell nixpkgs#uv), then run the same command again; or run the same command with --python 3.13 or 3.14',
      },
    });
    expect(more).toEqual([]);
    expect(gotBy(pure, undefined, { python: '3.12' })).toBe('3.12 from lock');
  });

  it.each<[string, Files, string]>([
    ['no wheel at all', lockOf([wheel('312'), wheel('39')]), 'x has no file for Linux on x64 in pylock.toml'],
    [
      'only a source archive',
      lockOf(
        [wheel('311')],
        `sdist = {url = "https://files.pythonhosted.org/x-1.0.tar.gz", hashes = {sha256 = "${'0'.repeat(64)}"}}\n`,
      ),
      'x has only a source archive in pylock.toml',
    ],
  ])('is told where the usual one has %s', (_, files, headline) => {
    const told = requirementsFrom(examinedAt(temporaryFolder(files))).filter((each) =>
      each.headline.includes(headline),
    );
    const steps = told.map(({ state }) => (state.is === 'unknown' ? state.check : state.is));
    expect(steps).toHaveLength(1);
    const [, flag = ''] = /run the same command with --python (3\.1[12])/.exec(steps[0] ?? '') ?? [];
    expect(gotBy(files, undefined, { python: flag })).toBe(`${flag} from lock`);
  });
});

/** A project with what it asks for, one a line, and a lock of exactly these if `isLocked`. */
const asking = (requirements: string, isLocked = false): Files => {
  const packages = [...requirements.matchAll(/^(\S+?)==(\S+)$/gm)].map(
    ([, name = '', version = '']) =>
      `[[packages]]\nname = "${name}"\nversion = "${version}"\nwheels = [{url = "https://files.pythonhosted.org/${name}-${version}-py3-none-any.whl", hashes = {sha256 = "${'0'.repeat(64)}"}}]\n`,
  );
  return {
    'app.py': 'app = 1\n',
    Procfile: 'web: python app.py\n',
    'requirements.txt': requirements,
    ...(isLocked ? { 'pylock.toml': `lock-version = "1.0"\n${packages.join('')}` } : {}),
  };
};

/** What is said of a project's packages: each with its step. */
const saidOf = (files: Files, options: Readonly<Record<string, string>> = {}): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files), undefined, options)).flatMap(({ kind, state, headline }) =>
    state.is === 'met' || !['runtime', 'dependency', 'lock', 'version'].includes(kind)
      ? []
      : [`${headline} | ${(state.is === 'missing' ? state.fix : state.check) ?? ''}`],
  );

describe('packages that are too old for a version', () => {
  it.each<[string, string, string]>([
    ['Django 3.2, which imports cgi', 'django==3.2.25\n', '3.12'],
    ['redis 3.5, which imports distutils', 'redis==3.5.3\n', '3.11'],
    ['numpy without a wheel', 'numpy==1.24.4\n', '3.11'],
    ['the oldest of several', 'numpy==1.26.4\nredis==3.5.3\n', '3.11'],
    ['none', 'django==4.2.1\n', '3.13'],
  ])('choose an older one: %s', (_, requirements, version) => {
    expect(gotBy(asking(requirements, true))).toBe(`${version} from lock`);
    // Without a lock they come from nixpkgs in other versions, and the command that locks them names the older one.
    expect(gotBy(asking(requirements))).toBe('3.13 from nixpkgs');
    if (version !== '3.13')
      expect(saidOf(asking(requirements)).join('\n')).toContain(
        `requirements.txt --universal --python-version ${version} `,
      );
  });

  it('give way to a version that the project names', () => {
    expect(gotBy({ ...asking('redis==3.5.3\n', true), '.python-version': '3.12\n' })).toBe('3.12 from lock');
  });

  it('have a lock that is for newer versions alone: it is made again', () => {
    const files = lockOf([wheel('312')]);
    const own = { ...files, 'pylock.toml': `requires-python = ">=3.13"\n${files['pylock.toml'] ?? ''}` };
    expect(saidOf(own).join('\n')).toContain(
      'uv pip compile requirements.txt --universal --python-version 3.12 -o pylock.toml (to get uv: pip install uv, or nix shell nixpkgs#uv), then run the same command with --python 3.12; or',
    );
  });

  it('are told if the version is chosen', () => {
    expect(saidOf(asking('redis==3.5.3\n', true), { python: '3.13' })).toEqual([
      'Not sure Python 3.13 can run redis 3.5.3 (the first that can is 4.1.0) | run the same command with --python 3.11, or use newer releases of it',
    ]);
  });

  it('get what they need and do not ask for', () => {
    const old = 'gunicorn==20.1.0\n';
    const add = "printf '\\n%s\\n' 'setuptools<82' >> requirements.txt && uv pip compile requirements.txt --universal";
    expect(saidOf(asking(old)).join('\n')).toContain(add);
    expect(saidOf(asking(old, true))).toEqual([
      expect.stringContaining(
        `gunicorn 20.1.0 imports pkg_resources, which setuptools has until version 81 | ${add} --python-version 3.13`,
      ),
    ]);
    expect(saidOf(asking(`${old}setuptools==82.0.0\n`, true))).toHaveLength(1);
    expect(saidOf(asking(`${old}setuptools==80.9.0\n`, true))).toEqual([]);
    expect(saidOf(asking('gunicorn==23.0.0\n', true))).toEqual([]);
  });
});
