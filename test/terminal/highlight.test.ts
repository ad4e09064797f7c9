import { describe, expect, it } from 'vitest';
import { highlighted } from '../../generators/core/terminal/highlight.js';
import { catalog, renderFor } from '../support/rendering.js';

describe.each(catalog.templates)('the files of $id, split up for colors', ({ id }) => {
  it('are the same text when joined', async () => {
    for (const [path, { content }] of await renderFor(id)) {
      const lines = await highlighted(path, content.toString('utf8'));
      expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n'), path).toBe(
        content.toString('utf8'),
      );
    }
  });

  it('have a language, except for lists', async () => {
    const plain: string[] = [];
    for (const [path, { content }] of await renderFor(id)) {
      const tokens = (await highlighted(path, content.toString('utf8'))).flat();
      if (!tokens.some(({ kind }) => kind !== undefined)) plain.push(path);
    }
    expect(
      plain.filter(
        (path) => !/(^|\/)(\.gitignore|\.dockerignore|\.nvmrc|\.python-version|Procfile|go\.mod)$/.test(path),
      ),
    ).toEqual([]);
  });
});

it('keep a text in an unknown language as it is', async () => {
  expect(await highlighted('a/b.nosuchlanguage', 'let x\n')).toEqual([[{ text: 'let x' }], []]);
  expect(await highlighted('../core', 'x')).toEqual([[{ text: 'x' }]]);
});
