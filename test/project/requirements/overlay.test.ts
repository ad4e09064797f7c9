import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../support/onboarding.js';
import { place, temporaryFolder } from '../../support/folders.js';

const commit = 'a'.repeat(40);
const addresses = [
  `ours @ git+https://git.example/us/ours.git@${commit}`,
  'theirs[fast] @ git+https://git.example/them/theirs#egg=theirs',
  'packed @ https://example.org/packed-1.0.tar.gz',
  'wheeled @ https://example.org/wheeled-1.0-py3-none-any.whl',
];

/** What stands in the way of an app with these requirements, and what it takes from nixpkgs. */
async function lookAt(folder: string) {
  const { requirements, answers } = await outcomeOf(folder);
  const told = requirements.filter(({ kind, state }) => kind === 'dependency' && state.is === 'missing');
  return { told, packages: answers.project?.packages };
}

const appWith = (...lines: readonly string[]): string =>
  temporaryFolder({
    'requirements.txt': ['flask', 'gunicorn', ...lines, ''].join('\n'),
    'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    Procfile: 'web: gunicorn app:app\n',
  });

const fixOf = ({ told }: Awaited<ReturnType<typeof lookAt>>): string =>
  told.map(({ state }) => (state.is === 'missing' ? state.fix : '')).join('\n');

/** The file that a fix shows. */
const shownIn = (fix: string): string => fix.slice(fix.indexOf('\n') + 1);

describe('a package that nixpkgs lacks', () => {
  it('has a file to write, after which only the hashes are left', async () => {
    const folder = appWith(...addresses);
    const before = await lookAt(folder);
    expect(before.told.map(({ headline }) => headline)).toEqual([
      'ours, theirs, packed, wheeled come from addresses and not from nixpkgs, so they were left out',
    ]);
    expect(fixOf(before)).toContain(`      url = "https://git.example/us/ours.git";\n      rev = "${commit}";`);
    expect(fixOf(before)).toContain('      url = "https://git.example/them/theirs";\n      rev = "HEAD";');
    expect(before.packages).toEqual(['flask', 'gunicorn']);

    place(folder, { 'nix/overlay.nix': shownIn(fixOf(before)) });
    const after = await lookAt(folder);
    expect(after.told.map(({ headline, evidence }) => [headline, evidence.length])).toEqual([
      ['nix/overlay.nix has a package without its hash', 3],
    ]);
    expect(after.packages).toEqual(['flask', 'gunicorn', 'ours', 'packed', 'theirs[fast]', 'wheeled']);

    place(folder, { 'nix/overlay.nix': shownIn(fixOf(before)).replaceAll('hash = ""', 'hash = "sha256-x"') });
    expect((await lookAt(folder)).told).toEqual([]);
  });

  it('is added to the file if there is one', async () => {
    const folder = appWith(...addresses.slice(0, 1));
    place(folder, { 'nix/overlay.nix': 'final: prev: {\n  flask = prev.flask;\n}\n' });
    expect(fixOf(await lookAt(folder))).toMatch(
      /, or add this to nix\/overlay\.nix.*\n {2}ours = final\.buildPythonPackage \{/,
    );
  });

  it.each(['git+ssh://git@git.example/us/ours', './libs/ours', 'git+https://git.example/${x}/"a'])(
    'has no such file for %s',
    async (address) => {
      expect(fixOf(await lookAt(appWith(`ours @ ${address}`)))).not.toContain('buildPythonPackage');
    },
  );
});

describe('a package that the project has itself', () => {
  it('is no longer another version, refused or unknown', async () => {
    const folder = appWith('celery<4', 'sendgrid', 'never-heard-of');
    expect((await lookAt(folder)).told).not.toEqual([]);
    const own = ['celery', 'sendgrid', 'never-heard-of'].map((name) => `  ${name} = prev.flask;\n`).join('');
    place(folder, { 'nix/overlay.nix': `final: prev: {\n${own}}\n` });
    const { requirements } = await outcomeOf(folder);
    expect(requirements.filter(({ state, kind }) => state.is !== 'met' && /dependency|version/.test(kind))).toEqual([]);
  });
});
