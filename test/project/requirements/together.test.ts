import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

/** What stands in the way of a Python app, of one kind. */
function blockersOf(kind: string, requirements: readonly string[], code = '', more: Record<string, string> = {}) {
  const files = {
    'requirements.txt': ['flask', 'gunicorn', ...requirements, ''].join('\n'),
    'app.py': `import os\nfrom flask import Flask\napp = Flask(__name__)\n${code}`,
    Procfile: 'web: gunicorn app:app\n',
    ...more,
  };
  return requirementsFrom(examinedAt(temporaryFolder(files), 'flask'))
    .filter((each) => each.kind === kind && each.state.is === 'missing')
    .map(({ headline, evidence }) => `${headline} @${evidence.map(({ line }) => line).join(',')}`);
}

const reading = (...names: readonly string[]): string => names.map((name) => `a = os.environ["${name}"]\n`).join('');

describe('what one change mends', () => {
  it('is one step for the parts of one address', () => {
    const parts = ['PGHOST', 'PGUSER', 'PGPASSWORD', 'PGDATABASE', 'PGPORT'];
    expect(blockersOf('variable', [], reading(...parts, 'API_KEY'))).toEqual([
      expect.stringMatching(/^The app needs PGHOST, PGUSER, PGPASSWORD, PGDATABASE, PGPORT, but .* @4,5,6,7,8$/),
      expect.stringMatching(/^The app needs API_KEY/),
    ]);
    expect(blockersOf('variable', [], reading('PGHOST', 'REDIS_HOST'))).toHaveLength(2);
  });

  it('is one step for packages in other versions', () => {
    const old = ['celery<4', 'pandas<1', 'pytest<2', 'black<20', 'redis<3', 'numpy<1', 'scipy<1', 'lxml<4', 'pyyaml<4'];
    const [told, ...others] = blockersOf('version', old, 'import pytest, black\n');
    expect(told).toMatch(/celery .*pyyaml/);
    expect(others).toEqual([]);
  });

  it('is one step for packages from addresses', () => {
    const own = ['own @ git+https://example.org/own', 'two @ https://example.org/two.tar.gz'];
    expect(blockersOf('dependency', own)).toEqual([expect.stringMatching(/^own, two come from addresses/)]);
    expect(blockersOf('dependency', own.slice(0, 1))).toEqual([
      expect.stringMatching(/^own comes from git\+https:\/\/example\.org\/own/),
    ]);
  });

  it('is one step for packages that a lock builds, whatever nixpkgs has', () => {
    const checksWith = (...requirements: readonly string[]): string[] => {
      const files = { 'requirements.txt': ['flask', ...requirements, ''].join('\n'), 'app.py': 'import flask\n' };
      return requirementsFrom(examinedAt(temporaryFolder(files), 'flask')).flatMap(({ kind, state }) =>
        kind === 'dependency' && state.is === 'unknown' ? [state.check.replace(/ \(to get [^)]*\)/, '')] : [],
      );
    };
    const alone = 'nix run .#versions says which of them it lacks, with the address where to look for the name';
    expect(checksWith('unheard-of')).toEqual([
      `uv pip compile requirements.txt --universal --python-version 3.13 -o pylock.toml, then run the same command again; or ${alone}`,
    ]);
    // The other versions are in the way, and have the same step.
    expect(checksWith('unheard-of', 'celery<4')).toEqual([alone]);
  });

  it('is one step for packages that another version of the language has', () => {
    const more = { '.python-version': '3.14\n' };
    expect(blockersOf('dependency', ['chalice', 'slack-bolt'], '', more)).toEqual([
      expect.stringMatching(/chalice.*; .*slack-bolt.* @3,4$/),
    ]);
  });
});
