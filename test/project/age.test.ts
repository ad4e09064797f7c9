import { describe, expect, it } from 'vitest';
import { companionsOf, tooOldFor } from '../../generators/core/project/age.js';
import { staysBelow } from '../../generators/core/project/pep440.js';
import { catalog } from '../support/rendering.js';

describe('what is asked for', () => {
  it.each<[string, string]>([
    ['==3.2.25', '4.1'],
    ['== 3.2.25', '4.1'],
    ['<4', '4.1'],
    ['<4.1', '4.1'],
    ['<=4.0', '4.1'],
    ['~=3.2.1', '4.1'],
    ['>=3.2,<4', '4.1'],
    ['^3.2', '4.1'],
    ['3.2.1', '4.1'],
    ['==3.*', '4.1'],
    ['===3.2.25', '4.1'],
    ['<3 || ^3.2', '4.1'],
  ])('stays below: %s for %s', (asked, first) => {
    expect(staysBelow(asked, first)).toBe(true);
  });

  it.each<[string, string]>([
    ['', '4.1'],
    ['*', '4.1'],
    ['==4.1', '4.1'],
    ['==5.0.2', '4.1'],
    ['>=3.2', '4.1'],
    ['>=3.2,<5', '4.1'],
    ['!=3.2', '4.1'],
    ['~=4.2', '4.1'],
    ['>5', '4.1'],
    ['^3.2 || ^5.0', '4.1'],
    ['no version', '4.1'],
    ['<9'.repeat(200), '4.1'],
  ])('may be newer: %s for %s', (asked, first) => {
    expect(staysBelow(asked, first)).toBe(false);
  });
});

const since = { since: { pillow: { '3.12': '10.0', '3.13': '10.4' }, redis: { '3.12': '4.1' } } };

describe('a package', () => {
  it.each<[string, string, string, string[]]>([
    ['Pillow', '==9.5', '3.11', []],
    ['Pillow', '==9.5', '3.12', ['10.0']],
    ['pillow', '==10.1', '3.12', []],
    ['pillow', '==10.1', '3.13', ['10.4']],
    // What doesn't run on 3.12 doesn't run on 3.14.
    ['redis', '==3.5.3', '3.14', ['4.1']],
    ['redis', '', '3.14', []],
    ['constructor', '==1.0', '3.14', []],
  ])('%s %s on %s', (name, version, line, expected) => {
    expect(tooOldFor(since, line, [{ name, version }]).map(({ first }) => first)).toEqual(expected);
  });

  it('has companions until a release of its', () => {
    const companions = [{ wanted: 'setuptools<82', reason: 'needs it', until: { gunicorn: '21.0' } }];
    const found = (version: string): string[] =>
      companionsOf({ companions }, [{ name: 'Gunicorn', version }]).map(({ companion }) => companion.wanted);
    expect(['==20.1.0', '==21.2.0', '', '>=20'].map(found)).toEqual([['setuptools<82'], [], [], []]);
  });
});

describe('our own table', () => {
  it.each(catalog.templates.filter(({ detect }) => detect.packages.since).map((each) => [each.id, each] as const))(
    'of %s has only versions that can be chosen, and newer releases for newer versions',
    (_, { detect, options, onboard }) => {
      const option = options.find(({ name }) => name === onboard?.option);
      const choices = [...(option?.choices ?? []), ...(option?.locked ?? [])].sort();
      for (const [name, firsts] of Object.entries(detect.packages.since ?? {})) {
        const lines = Object.keys(firsts);
        expect([name, lines]).toEqual([name, lines.filter((each) => choices.includes(each)).sort()]);
        for (const [at, first] of Object.values(firsts).entries())
          for (const later of Object.values(firsts).slice(at + 1))
            expect(staysBelow(`==${first}`, later), name).toBe(true);
      }
    },
  );
});
