import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../generators');

/** The folders of core from top to bottom: each may import from those below it. */
const rooms = [
  ['yeoman'],
  ['commands'],
  ['gallery'],
  ['terminal', 'render'],
  ['answers'],
  ['project', 'plan'],
  ['catalog'],
  ['tools'],
  ['model'],
];

/** Browser code imports nothing from these folders; its build checks that. */
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.startsWith('core/gallery/site/'),
);

const importsOf = (path: string): string[] =>
  ts
    .preProcessFile(readFileSync(join(root, path), 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, join(root, dirname(path), name)).replace(/\.js$/, '.ts'));

const imports = new Map(files.map((path) => [path, importsOf(path)]));

const floorOf = (path: string): number => rooms.findIndex((floor) => floor.includes(path.split('/')[1] ?? ''));

describe('the layers of core', () => {
  it('have no file outside their folders', () => {
    expect(files.filter((path) => path.startsWith('core/') && floorOf(path) === -1)).toEqual([]);
  });

  it('have imports that run downward only', () => {
    const wrong = [...imports].flatMap(([from, targets]) =>
      targets
        .filter((to) => {
          const [above, below] = [floorOf(from), floorOf(to)];
          const isSameRoom = from.split('/')[1] === to.split('/')[1];
          return from.startsWith('core/') && (!to.startsWith('core/') || (!isSameRoom && below <= above));
        })
        .map((to) => `${from} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have no command that imports another one', () => {
    const commandOf = (path: string): string | undefined => /^core\/commands\/([^/]+)\//.exec(path)?.[1];
    const wrong = [...imports].flatMap(([from, targets]) =>
      targets
        .filter(
          (to) => commandOf(from) !== undefined && commandOf(to) !== undefined && commandOf(from) !== commandOf(to),
        )
        .map((to) => `${from} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have no import cycle', () => {
    const circles: string[][] = [];
    const done = new Set<string>();
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path]);
      else if (!done.has(path)) {
        for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
        done.add(path);
      }
    };
    for (const path of files) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('let only one folder import Yeoman', () => {
    const yeoman = files.filter((path) => /from '(?:yeoman-|@yeoman\/)/.test(readFileSync(join(root, path), 'utf8')));
    expect(yeoman.filter((path) => !path.startsWith('core/yeoman/'))).toEqual([]);
  });

  it('have an index only where Yeoman looks for one', () => {
    const wrong = files.filter((path) => /(?:^|\/)index\.ts$/.test(path) && !/^[a-z]+\/index\.ts$/.test(path));
    expect(wrong).toEqual([]);
  });
});
