import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

/** A lock of these packages, each with a wheel. */
const lockOf = (packages: Files): string =>
  Object.entries(packages)
    .map(
      ([name, version]) =>
        `[[packages]]\nname = "${name}"\nversion = "${version}"\nwheels = [{url = "https://files.pythonhosted.org/${name}-${version}-py3-none-any.whl", hashes = {sha256 = "${'0'.repeat(64)}"}}]\n`,
    )
    .join('');

const project = (requirements: string, more: Files = {}): Files => ({
  'app.py': 'app = 1\n',
  Procfile: 'web: python app.py\n',
  'requirements.txt': requirements,
  ...more,
});

const locked = (requirements: string, packages: Files): Files =>
  project(requirements, { 'pylock.toml': `lock-version = "1.0"\n${lockOf(packages)}` });

/** What is said of packages that no version of the language can run: each with its step and its places. */
const saidOf = (files: Files, said?: 'lock' | 'nixpkgs'): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files), undefined, {}, said)).flatMap(
    ({ kind, state, headline, evidence }) =>
      kind === 'runtime' && state.is === 'missing'
        ? [`${headline} | ${state.fix ?? ''} @${evidence.map(({ path, line }) => `${path}:${line}`).join(',')}`]
        : [],
  );

const none = (what: string): string =>
  `No Python that nixpkgs has, from 3.11 on, can run ${what} (the first that can is 2.10.2)`;
const compile =
  'uv pip compile requirements.txt --universal --python-version 3.13 -o pylock.toml (to get uv: pip install uv, or nix shell nixpkgs#uv), then run the same command again';

describe('a package that no version of Python can run', () => {
  it('is a blocker before a lock is made', () => {
    const expected = [
      `${none('Jinja2 ==2.10.1')} | before you lock, write Jinja2==2.10.2 in requirements.txt (it says ==2.10.1) @requirements.txt:2`,
    ];
    expect(saidOf(project('flask==1.1.1\nJinja2==2.10.1\n'))).toEqual(expected);
    expect(saidOf(project('flask\nJinja2==2.10.1\n'), 'lock')).toEqual(expected);
  });

  it.each<[string, Files]>([
    ['in a version that runs', project('flask==1.1.1\njinja2==2.10.2\n')],
    ['in any newer version', project('flask==1.1.1\njinja2>=2.9\n')],
    ['that nothing asks for', project('flask==1.1.1\n')],
    ['only for development', project('flask==1.1.1\n', { 'requirements-dev.txt': 'jinja2==2.10.1\n' })],
  ])('is not one %s', (_, files) => {
    expect(saidOf(files)).toEqual([]);
  });

  it('is in no way if nixpkgs has a newer one in its place', () => {
    expect(saidOf(locked('jinja2==2.10.1\n', { jinja2: '2.10.1' }), 'nixpkgs')).toEqual([]);
  });

  it('is in the way if it is locked', () => {
    expect(saidOf(locked('jinja2==2.10.1\n', { jinja2: '2.10.1' }))).toEqual([
      `${none('jinja2 2.10.1')} | write jinja2==2.10.2 in requirements.txt (it says ==2.10.1) and lock again with ${compile} @pylock.toml:3`,
    ]);
    expect(saidOf(locked('flask\n', { flask: '1.1.1', jinja2: '2.10.1' }))).toEqual([
      `${none('jinja2 2.10.1')} | printf '\\n%s\\n' jinja2==2.10.2 >> requirements.txt && ${compile} @pylock.toml:7`,
    ]);
    expect(saidOf(locked('flask\n', { flask: '1.1.1', jinja2: '2.10.2' }))).toEqual([]);
  });

  it('does not choose the version', () => {
    const files = project('flask==1.1.1\njinja2==2.10.1\n');
    const steps = requirementsFrom(examinedAt(temporaryFolder(files))).map(({ state }) =>
      state.is === 'missing' ? state.fix : '',
    );
    expect(steps.join('\n')).toContain('--python-version 3.13 ');
  });
});
