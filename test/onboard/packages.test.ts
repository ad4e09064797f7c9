import { describe, expect, it } from 'vitest';
import { settle } from '../../generators/core/answers/questions.js';
import type { Dependency } from '../../generators/core/model/detection.js';
import type { PackageNames } from '../../generators/core/model/packages.js';
import { isKnown, nameOf, packagesFor } from '../../generators/core/project/packages.js';
import { render } from '../../generators/core/render/render.js';
import { catalog, registry, textOf } from '../support/rendering.js';

const origin = { release: '26.05', repository: 'a/b', commit: '', date: '' };
const choice = { chosen: '3.13', all: ['3.13', '3.14'] };

/** Names as in the index, with a nixpkgs that has some packages and doesn't build others. */
const namesWith = (given: Partial<PackageNames>): PackageNames => ({
  ...{ spelling: 'pep503', versions: 'pep440', differ: {}, instead: {}, allow: {} },
  nixpkgs: { ...origin, versions: { flask: '3.1.2', x: '1.0' }, refused: {} },
  ...given,
});

const dependency = (name: string, given: Partial<Dependency> = {}): Dependency => ({
  name,
  extras: [],
  version: '',
  url: '',
  development: false,
  evidence: { path: 'x', line: 1, text: '' },
  ...given,
});

describe('the names of dependencies in nixpkgs', () => {
  const names = namesWith({ differ: { 'psycopg2-binary': 'psycopg2', typing: '' } });

  it('are spelled as in the index, or as in the table', () => {
    const all = [
      dependency('Flask'),
      dependency('Psycopg2_Binary'),
      dependency('Zope.Interface'),
      dependency('typing'),
    ];
    const { names: found, unseen } = packagesFor(names, all, ['gunicorn', 'flask'], choice);
    expect(found).toEqual(['flask', 'gunicorn', 'psycopg2', 'zope-interface']);
    expect(unseen.map(({ name }) => name)).toEqual(['Zope.Interface']);
  });

  it('keep extras and requested versions, and leave out URLs and development dependencies', () => {
    const all = [
      dependency('flask', { extras: ['Async'], version: '==3.0' }),
      dependency('own', { url: 'git+https://example.org/own' }),
      dependency('pytest', { development: true }),
    ];
    expect(packagesFor(names, all, [], choice)).toMatchObject({
      names: ['flask[async] ==3.0'],
      addressed: [{ name: 'own' }],
      others: [{ each: { name: 'flask' }, has: '3.1.2', asked: '==3.0', comparison: 'near' }],
    });
  });
});

describe('what nixpkgs refuses', () => {
  const unsupported = { why: 'unsupported', of: 'chalice' } as const;
  const insecure = { why: 'insecure', of: 'ecdsa', issues: ['CVE-2024-23342'] } as const;
  const names = namesWith({
    differ: { 'slack-bolt-2': 'slack-bolt' },
    instead: { 'old-name': 'flask', lost: '' },
    allow: { insecure: 'accept {of}' },
    nixpkgs: {
      ...origin,
      versions: { flask: '3.1.2', 'slack-bolt': '1.29.0' },
      refused: { 'slack-bolt': { '3.14': unsupported }, sendgrid: { '3.13': insecure, '3.14': insecure } },
    },
  });
  const refused = (chosen: string, ...all: readonly string[]) =>
    packagesFor(
      names,
      all.map((name) => dependency(name)),
      [],
      { ...choice, chosen },
    ).refused;

  it('is told with the choice that has it', () => {
    expect(refused('3.14', 'slack_bolt', 'flask')).toMatchObject([
      { name: 'slack-bolt', refusal: unsupported, elsewhere: ['3.13'], instead: '', allow: '' },
    ]);
    expect(refused('3.14', 'slack-bolt-2')).toMatchObject([{ name: 'slack-bolt' }]);
  });

  it("isn't told for a choice that has it, nor for development or an address", () => {
    expect(refused('3.13', 'slack-bolt', 'flask', 'never-seen')).toEqual([]);
    const others = [dependency('sendgrid', { development: true }), dependency('sendgrid', { url: 'git+https://x' })];
    expect(packagesFor(names, others, [], choice).refused).toEqual([]);
  });

  it('can be allowed, by the name of the package at fault', () => {
    expect(refused('3.13', 'sendgrid')).toMatchObject([{ refusal: insecure, elsewhere: [], allow: 'accept ecdsa' }]);
  });

  it('may be gone, with or without a successor, and is then not in doubt', () => {
    expect(refused('3.13', 'Old.Name', 'lost')).toMatchObject([
      { name: 'old-name', instead: 'flask' },
      { name: 'lost', instead: '' },
    ]);
    const all = ['old-name', 'sendgrid', 'never-seen'].map((name) => dependency(name));
    expect(packagesFor(names, all, [], choice).unseen.map(({ name }) => name)).toEqual(['never-seen']);
  });

  it("names a package once that isn't known, however lists spell it", () => {
    const all = ['never_seen', 'Never-Seen', 'other-one'].map((name) => dependency(name));
    expect(packagesFor(names, all, [], choice).unseen.map(({ name }) => name)).toEqual(['never_seen', 'other-one']);
  });
});

describe.each(catalog.templates.filter(({ detect }) => Object.keys(detect.packages.differ).length > 0))(
  'the name table of $id',
  (template) => {
    const { packages } = template.detect;

    it('has each name once, spelled as it is looked up', () => {
      const named = Object.keys({ ...packages.nixpkgs.versions, ...packages.nixpkgs.refused });
      expect(named.filter((name) => Object.hasOwn(packages.differ, name))).toEqual([]);
      for (const name of [...named, ...Object.keys(packages.instead)]) expect(nameOf(packages, name)).toBe(name);
    });

    it('says only what nixpkgs has of another name or in place of another', () => {
      const targets = Object.values(packages.differ).filter((name) => name !== '');
      const successors = Object.values(packages.instead).flatMap((text) => /^[a-z][\w-]*/.exec(text)?.[0] ?? []);
      expect([...targets, ...successors].filter((name) => !isKnown(packages, name))).toEqual([]);
    });

    it('refuses only for choices that there are', () => {
      const choices = template.options.find(({ name }) => name === template.onboard?.option)?.choices ?? [];
      const named = Object.values(packages.nixpkgs.refused).flatMap((by) => Object.keys(by));
      expect(choices).toEqual(expect.arrayContaining(named));
    });

    it('comes with a flake that reports which versions nixpkgs has', async () => {
      const project = {
        processes: { web: 'true' },
        packages: ['x >=1'],
        programs: [],
        builds: '',
        manifests: [],
        variables: [],
        services: [],
        dockerfile: 'Dockerfile',
      };
      const answers = settle(
        catalog,
        { template: template.id, options: {} },
        { stored: { options: {} }, name: 'my-app' },
      );
      const files = await render(catalog, { ...answers, project }, registry);
      // What is said about allowing a package has to be there to be replaced.
      for (const text of Object.values(packages.allow)) {
        const [, replaced = '?'] = / in place of (.*)$/.exec(text) ?? [];
        expect(textOf(files, 'flake.nix')).toContain(replaced);
      }
      expect(textOf(files, 'flake.nix')).toMatch(/\bversions = \{\n\s+type = "app";/);
    });
  },
);

describe('the versions that a project requests', () => {
  const asked: readonly (readonly [string, string])[] = [
    ['', ''],
    ['*', ''],
    ['==2.9.10', '==2.9.10'],
    ['>= 4.2', '>=4.2'],
    ['>= 4.2, < 7', '>=4.2,<7'],
    ['>=3.0 <4', '>=3.0,<4'],
    ['!=1.9', '!=1.9'],
    ['^3.1', '^3.1'],
    ['~=5.2', '~=5.2'],
    ['3.1.2', '3.1.2'],
    ['^1.0 || ^2.0', '^1.0||^2.0'],
  ];
  it.each(asked)('"%s" are written as "%s"', (version, written) => {
    const { names: found } = packagesFor(namesWith({}), [dependency('x', { version })], [], choice);
    expect(found).toEqual([`x ${written}`.trim()]);
  });

  it('are compared with those for the chosen version of the language, and the other one', () => {
    const versions = { x: { '3.13': '1.5', '3.14': '2.0' } };
    const names = namesWith({ nixpkgs: { ...origin, versions, refused: {} } });
    const othersOf = (version: string) => packagesFor(names, [dependency('x', { version })], [], choice).others;
    expect(othersOf('>=2')).toMatchObject([{ has: '1.5', comparison: 'far', elsewhere: ['3.14'] }]);
    expect(othersOf('>=1')).toEqual([]);
    expect(packagesFor({ ...names, nixpkgs: { ...names.nixpkgs, versions: {} } }, [], [], choice).others).toEqual([]);
  });
});
