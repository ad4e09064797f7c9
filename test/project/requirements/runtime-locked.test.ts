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
  const { version, origin } = concluded(template, examined, {}, { options }, said);
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
const wheel = (version: string): string => `cp${version}-cp${version}-manylinux_2_17_x86_64`;

describe('a version that nixpkgs has no packages for', () => {
  it.each<[string, Files, string]>([
    ['is the one asked for', { ...pure, '.python-version': '3.11.4\n' }, '3.11 from lock'],
    ['is the one asked for in a range', { ...pure, 'setup.py': 'setup(python_requires="<3.13")\n' }, '3.12 from lock'],
    ['is the nearest one above', { ...pure, 'runtime.txt': 'python-3.8.18\n' }, '3.11 from lock'],
    ['is not needed without a wish', pure, '3.13 from lock'],
    ['is not needed for an open range', { ...pure, 'setup.py': 'setup(python_requires=">=3.8")\n' }, '3.13 from lock'],
  ])('comes with a lock: %s', (_, files, expected) => {
    expect(gotBy(files)).toBe(expected);
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
