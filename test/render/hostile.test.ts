import fc from 'fast-check';
import { check } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { herokuName } from '../../generators/core/answers/names.js';
import { titleFault } from '../../generators/core/answers/title.js';
import type { Answers, FileSet } from '../../generators/core/model/pipeline.js';
import { syntaxFault } from '../support/parsers.js';
import { answersFor, catalog, registry, textOf } from '../support/rendering.js';
import { render } from '../../generators/core/render/render.js';

const runs = 2000;

const nasty = [
  '"',
  "'",
  '`',
  '\\',
  '${',
  '}',
  '<%',
  '%>',
  '<!--',
  '-->',
  '{{',
  '|',
  '#',
  '*',
  '_',
  ']',
  '](',
  '&amp;',
  '~',
  ': ',
  '- ',
  '$(',
];
const titles = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme', maxLength: 12 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''))
  .filter((title) => titleFault(title) === undefined);

// Built once: that takes longer than a thousand names.
const names = fc.stringMatching(herokuName);

const answers: fc.Arbitrary<Answers> = fc.constantFrom(...catalog.templates).chain((template) =>
  fc
    .record({
      name: fc.oneof(
        names,
        fc.constantFrom(
          ...Object.values(template.names).flatMap(({ reserved }) => reserved.filter((word) => herokuName.test(word))),
        ),
      ),
      title: titles,
      base: fc.constantFrom(...catalog.bases.map(({ id }) => id)),
      ci: fc.constantFrom(...catalog.cis.map(({ id }) => id)),
      license: fc.constantFrom(...catalog.licenses.map(({ id }) => id)),
      options: fc.record(
        Object.fromEntries(template.options.map(({ name, choices }) => [name, fc.constantFrom(...choices)])),
      ),
    })
    .map((given) => answersFor(template.id, given)),
);

async function expectFormatted(files: FileSet, path: string): Promise<void> {
  expect(await check(textOf(files, path), { filepath: path })).toBe(true);
}

describe('a name that YAML reads as something else', () => {
  it.each(['null', 'true', 'false', 'yes', 'off'])('is deployed to as the app %s', async (name) => {
    for (const { id } of catalog.templates) {
      const files = await render(catalog, answersFor(id, { name }), registry);
      const workflow = textOf(files, '.github/workflows/ci.yml');
      for (const version of ['1.1', '1.2'] as const) {
        const { jobs } = parse(workflow, { version }) as { jobs: { deploy: { env: { HEROKU_APP: unknown } } } };
        expect(jobs.deploy.env.HEROKU_APP).toBe(name);
      }
    }
  });
});

describe('with any name and title', () => {
  it(
    `every file parses, nothing leaves its folder, and Prettier has nothing to change (${runs} random repositories)`,
    { timeout: 600_000 },
    async () => {
      let seen = 0;
      await fc.assert(
        fc.asyncProperty(answers, async (given) => {
          const files = await render(catalog, given, registry);
          seen += 1;
          for (const [path, { content }] of files) {
            const text = content.toString('utf8');
            expect(syntaxFault(path, text)).toBeUndefined();
            expect(path).toMatch(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w./-]+$/);
          }
          // These keep their template's layout.
          if (seen % 8 === 0) {
            for (const path of [...files.keys()].filter((each) => /(\.md|\.yml|^app\.json)$/.test(each)))
              await expectFormatted(files, path);
          }
          const app = JSON.parse(textOf(files, 'app.json')) as Record<string, string>;
          expect(Object.values(app)).toContain(given.title);
        }),
        { numRuns: runs },
      );
      expect(seen).toBeGreaterThanOrEqual(runs);
    },
  );
});
