import { beforeAll, describe, expect, it } from 'vitest';
import type { FileSet } from '../../generators/core/model/pipeline.js';
import { addonSets } from '../support/pairwise.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';

const cases = catalog.templates.flatMap((template) =>
  [[], ...addonSets(catalog, template)].map((addons) => ({ id: template.id, addons })),
);

/** The text between a heading and the next one of its level, or of a higher one. */
function section(text: string, heading: string): string {
  const [start = '', marks = ''] = new RegExp(`^(#+) ${heading}$`, 'm').exec(text) ?? [];
  const rest = text.slice(text.indexOf(start) + start.length);
  const next = rest.search(new RegExp(`^#{1,${marks.length}} `, 'm'));
  return start === '' ? '' : rest.slice(0, next === -1 ? undefined : next);
}

/** The commands in a document that start something missing. */
function missing(files: FileSet, text: string): string[] {
  const { scripts = {} } = files.has('package.json')
    ? (JSON.parse(textOf(files, 'package.json')) as { scripts?: Record<string, string> })
    : {};
  const wanted = [
    ...[...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([line, name = '']) => [line, name in scripts] as const),
    ...[...text.matchAll(/\.\/cmd\/(\w+)/g)].map(
      ([line, name = '']) => [line, files.has(`cmd/${name}/main.go`)] as const,
    ),
    ...[...text.matchAll(/python -m (\w+)\.(\w+)/g)].map(
      ([line, folder = '', name = '']) => [line, files.has(`${folder}/${name}.py`)] as const,
    ),
  ];
  return wanted.flatMap(([line, there]) => (there ? [] : [line]));
}

describe.each(cases)('the documents of $id with $addons', ({ id, addons }) => {
  const chosen = catalog.addons.filter((addon) => addons.includes(addon.id));
  const servers = catalog.addons.flatMap(({ id: name, title, server }) => (server ? [{ name, title, server }] : []));
  let files: FileSet;
  beforeAll(async () => {
    files = await renderFor(id, { addons });
  });

  it.each(['README.md', 'AGENTS.md'])('%s starts nothing that is missing', (path) => {
    expect(missing(files, textOf(files, path))).toEqual([]);
  });

  it('name the servers that the app needs without Nix, and how to run each program', () => {
    const readme = textOf(files, 'README.md');
    const text = section(readme, 'Without Nix');
    for (const { name, title, server } of servers) {
      expect(text.includes(`export ${server.variable}=`)).toBe(addons.includes(name));
      expect(text.includes(title)).toBe(addons.includes(name));
      expect(section(readme, 'First five minutes').includes(title)).toBe(addons.includes(name));
    }
    const programs = chosen.flatMap(({ processes, release }) => [...processes, ...(release ? [release] : [])]);
    for (const { name } of programs) expect(text).toMatch(new RegExp(`[ ./]${name} `));
  });

  it('briefly describe in AGENTS.md what to run and what to leave alone', () => {
    const text = textOf(files, 'AGENTS.md');
    expect(text.split('\n').length).toBeLessThanOrEqual(52);
    for (const what of [
      'nix run ',
      'nix flake check',
      'nix build',
      'git push heroku main',
      'flake.lock',
      '.yo-rc.json',
    ])
      expect(text).toContain(what);
    for (const { name, server } of servers) expect(text.includes(server.variable)).toBe(addons.includes(name));
  });

  it('explain how to turn on flakes, log in, and get an app with a free name', () => {
    const text = section(textOf(files, 'README.md'), 'First five minutes');
    expect(text).toContain('experimental-features = nix-command flakes');
    expect(text).toContain('heroku login\nheroku create --manifest ');
  });
});
