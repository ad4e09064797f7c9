import { builtinModules } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveName, herokuName, herokuSafe, transliterated } from '../../generators/core/answers/names.js';
import { titleFault, titleFromName } from '../../generators/core/answers/title.js';
import { catalog } from '../support/rendering.js';

describe('a Heroku app name', () => {
  it.each([
    ['my-app', 'my-app'],
    ['My Shop', 'my-shop'],
    ['Café Crème', 'cafe-creme'],
    ['2048', 'app-2048'],
    ['a', 'a-app'],
    ['---', 'app'],
    ['', 'app'],
    ['.hidden_thing', 'hidden-thing'],
    ['../../etc/passwd', 'etc-passwd'],
    ['$(rm -rf /)', 'rm-rf'],
    ['x'.repeat(300), 'x'.repeat(30)],
    [`${'x'.repeat(29)}-y`, 'x'.repeat(29)],
  ])('is derived from %j', (text, name) => {
    expect(herokuSafe(text)).toBe(name);
  });

  it('is transliterated from other scripts', async () => {
    expect(herokuSafe(await transliterated('приложение'))).toBe('prilozhenie');
    expect(herokuSafe(await transliterated('ελληνικά shop'))).toBe('ellinika-shop');
  });

  it('fits the rule whatever it is derived from, and a valid name is kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const name = herokuSafe(await transliterated(text));
        expect(name).toMatch(herokuName);
        expect(herokuSafe(name)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});

describe.each(
  catalog.templates.flatMap(({ id, names }) => Object.entries(names).map(([kind, rule]) => ({ id, kind, rule }))),
)('a $kind name of $id', ({ rule }) => {
  it('is never a reserved word, and contains only letters, digits and its separator', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(herokuName), fc.constantFrom(...rule.reserved)), (text) => {
        const name = herokuSafe(text);
        const derived = deriveName(name, rule);
        expect(rule.reserved).not.toContain(derived);
        expect(derived).toMatch(/^[a-z][a-z0-9_-]*$/);
        expect(derived.replaceAll(rule.separator, '')).toMatch(/^[a-z0-9]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('reserved names', () => {
  const rulesOf = (language: string) =>
    catalog.templates.filter((template) => template.language === language).flatMap(({ names }) => Object.values(names));
  const oracle: Record<string, string[]> = {
    python: [
      'class',
      'match',
      'json',
      'email',
      'http',
      'test',
      'asyncio',
      'flask',
      'gunicorn',
      'werkzeug',
      'tests',
      'nix',
      'result',
    ],
    node: [...builtinModules.filter((name) => herokuName.test(name)), 'fastify', 'typescript'],
    go: ['fmt', 'net', 'log', 'main', 'cmd', 'internal', 'vendor', 'testing', 'con', 'func', 'range'],
  };

  it.each(Object.keys(oracle))('contain the keywords, standard modules and dependencies of %s', (language) => {
    const rules = rulesOf(language);
    expect(rules.length).toBeGreaterThan(0);
    for (const { reserved } of rules) expect(reserved).toEqual(expect.arrayContaining(oracle[language] ?? []));
  });
});

describe('a title', () => {
  it('is derived from the name if none is given', () => {
    expect(titleFromName('my-little-shop')).toBe('My little shop');
    expect(titleFault(titleFromName('a--b'))).toBeUndefined();
  });

  it.each(['two\nlines', 'bell\u0007', 'right\u202Eleft', 'lone \uD800', ' ', 'x'.repeat(101), 'para\u2029graph'])(
    "can't be %j",
    (title) => {
      expect(titleFault(title)).toEqual(expect.any(String));
    },
  );

  it.each(['Shop', '"quoted"', '${HOME}', '<%= 1 %>', "it's", '日本語', '👩‍🚀 space', '../..', '--help'])(
    'can be %j',
    (title) => {
      expect(titleFault(title)).toBeUndefined();
    },
  );
});
