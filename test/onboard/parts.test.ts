import { describe, expect, it } from 'vitest';
import { nameOf, packagesFor } from '../../generators/core/project/packages.js';
import { settle } from '../../generators/core/answers/questions.js';
import { fits } from '../../generators/core/project/versions.js';
import type { Dependency } from '../../generators/core/model/detection.js';
import { replacingShell } from '../../generators/core/render/onboarded.js';
import { render } from '../../generators/core/render/render.js';
import { catalog, registry, textOf } from '../support/rendering.js';

describe('a version that a project requests', () => {
  const asked: readonly (readonly [string, string, boolean])[] = [
    ['3.13', '', true],
    ['3.13', '3.13.2', true],
    ['3.13', '3.11.9', false],
    ['3.13', '>=3.12', true],
    ['3.13', '>= 3.12, < 3.13', false],
    ['3.13', '>=3.10,<4', true],
    ['3.13', '^3.10', true],
    ['3.13', '~=3.12', true],
    ['3.13', '~=3.12.1', false],
    ['3.13', '==3.13.*', true],
    ['3.14', '>=3.9,!=3.9.1', true],
    ['24', '22.x', false],
    ['24', '24.16.0', true],
    ['24', '^26.0.0', false],
    ['24', '>=18', true],
    ['24', '18 || 20 || >=22', true],
    ['24', '*', true],
    ['24', 'lts/iron', true],
    ['1.26', '>=1.27', false],
    ['1.26', '>=1.24.3', true],
  ];
  it.each(asked)('%s fits "%s": %s', (line, wanted, expected) => {
    expect(fits(line, wanted)).toBe(expected);
  });
});

describe('the names of dependencies in nixpkgs', () => {
  const names = {
    spelling: 'pep503',
    differ: { 'psycopg2-binary': 'psycopg2', typing: '' },
    known: ['flask'],
  } as const;
  const dependency = (name: string, given: Partial<Dependency> = {}): Dependency => ({
    name,
    extras: [],
    version: '',
    url: '',
    development: false,
    evidence: { path: 'x', line: 1, text: '' },
    ...given,
  });

  it('are spelled as in the index, or as in the table', () => {
    const all = [
      dependency('Flask'),
      dependency('Psycopg2_Binary'),
      dependency('Zope.Interface'),
      dependency('typing'),
    ];
    const { names: found, unseen } = packagesFor(names, all, ['gunicorn', 'flask']);
    expect(found).toEqual(['flask', 'gunicorn', 'psycopg2', 'zope-interface']);
    expect(unseen.map(({ name }) => name)).toEqual(['Zope.Interface']);
  });

  it('keep extras and requested versions, and leave out URLs and development dependencies', () => {
    const all = [
      dependency('flask', { extras: ['Async'], version: '==3.0' }),
      dependency('own', { url: 'git+https://example.org/own' }),
      dependency('pytest', { development: true }),
    ];
    expect(packagesFor(names, all, [])).toMatchObject({
      names: ['flask[async] ==3.0'],
      addressed: [{ name: 'own' }],
      pinned: [{ name: 'flask' }],
    });
  });
});

describe.each(catalog.templates.filter(({ detect }) => detect.packages.known.length > 0))(
  'the name table of $id',
  (template) => {
    const { packages } = template.detect;

    it('has each name once, spelled as it is looked up', () => {
      const named = [...packages.known, ...Object.keys(packages.differ)];
      expect(new Set(named).size).toBe(named.length);
      for (const name of packages.known) expect(nameOf(packages, name)).toBe(name);
    });

    it('comes with a flake that reports which versions nixpkgs has', async () => {
      const project = {
        processes: { web: 'true' },
        packages: ['x >=1'],
        programs: [],
        builds: '',
        manifests: [],
        dockerfile: 'Dockerfile',
      };
      const answers = settle(
        catalog,
        { template: template.id, options: {} },
        { stored: { options: {} }, name: 'my-app' },
      );
      const files = await render(catalog, { ...answers, project }, registry);
      expect(textOf(files, 'flake.nix')).toMatch(/\bversions = \{\n\s+type = "app";/);
    });
  },
);

describe('the versions that a project requests', () => {
  const asked: readonly (readonly [string, string, boolean])[] = [
    ['', '', false],
    ['*', '', false],
    ['==2.9.10', '==2.9.10', true],
    ['>= 4.2', '>=4.2', false],
    ['>= 4.2, < 7', '>=4.2,<7', true],
    ['>=3.0 <4', '>=3.0,<4', true],
    ['!=1.9', '!=1.9', false],
    ['^3.1', '^3.1', true],
    ['~=5.2', '~=5.2', true],
    ['3.1.2', '3.1.2', true],
    ['^1.0 || ^2.0', '^1.0||^2.0', true],
  ];
  it.each(asked)('"%s" are written as "%s"; newer ones are excluded: %s', (version, written, isPinned) => {
    const names = { spelling: 'pep503', differ: {}, known: ['x'] } as const;
    const evidence = { path: 'x', line: 1, text: '' };
    const all = [{ name: 'x', extras: [], version, url: '', development: false, evidence }];
    const { names: found, pinned } = packagesFor(names, all, []);
    expect(found).toEqual([`x ${written}`.trim()]);
    expect(pinned.length > 0).toBe(isPinned);
  });
});

describe('a command line', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['node server.js', 'exec node server.js'],
    ['migrate && node server.js', 'migrate && exec node server.js'],
    ['cd apps/web && npm start', 'cd apps/web && exec npm start'],
    ['A=b node server.js', 'exec env A=b node server.js'],
    ["serve 'app:make()' --port ${PORT:-8000}", "exec serve 'app:make()' --port ${PORT:-8000}"],
    ['node a.js & node b.js', 'node a.js & node b.js'],
    ['node a.js | tee log', 'node a.js | tee log'],
    ['exec node a.js', 'exec node a.js'],
    ['echo "a; b"', 'echo "a; b"'],
  ];
  it.each(lines)('%s replaces its shell if that is clearly safe', (before, after) => {
    expect(replacingShell(before)).toBe(after);
  });
});
