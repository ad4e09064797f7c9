import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder, treeOf } from '../support/folders.js';
import { installed, nodeOf, otherNodes, packed } from '../support/installs.js';
import { catalog } from '../support/rendering.js';
import { run } from '../support/run.js';
import { expectedTree } from '../support/trees.js';

const clone = join(import.meta.dirname, '../..');

let modules = '';
let files: string[] = [];

beforeAll(async () => {
  modules = await installed(await packed());
  for (const major of otherNodes) await nodeOf(major);
  files = [...treeOf(join(modules, ownPackage.name)).keys()];
});

describe('the packed tarball contains', () => {
  it('every file of templates/ that belongs to the project, and no other', async () => {
    const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', 'templates'];
    const { stdout } = await execa('git', ['-c', 'safe.directory=*', ...list], { cwd: clone, timeout: 10_000 });
    const ours = stdout.split('\0').filter((path) => path !== '' && existsSync(join(clone, path)));
    expect(ours.length).toBeGreaterThan(0);
    expect(files.filter((path) => path.startsWith('templates/'))).toEqual([...new Set(ours)].sort());
  });

  it('the program and the generators, without what they were built from, and only documents next to them', () => {
    const built = readdirSync(join(clone, 'dist'), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => relative(clone, join(parentPath, name)))
      .filter((path) => !/^dist\/(?:create\/|generators\/(?:build|core)\/|generators\/heroku-nix\.|built$)/.test(path));
    expect(files.filter((path) => path.startsWith('dist/'))).toEqual(built.sort());
    const others = files.filter((path) => !/^(dist|templates)\//.test(path));
    expect(others.filter((path) => !/^(README|LICENSE|CHANGELOG)(\.md)?$/.test(path))).toEqual(['package.json']);
  });

  it('no TypeScript source of ours except declarations, and no file that npm treats specially', () => {
    const sources = files.filter((path) => !path.startsWith('templates/') && /(?<!\.d)\.[cm]?tsx?$/.test(path));
    expect(sources).toEqual([]);
    expect(files.filter((path) => ['.gitignore', '.npmrc', '.npmignore'].includes(basename(path)))).toEqual([]);
  });

  it('an index file only where Yeoman should find a generator', () => {
    const doors = readdirSync(join(clone, 'generators'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['core', 'build'].includes(entry.name))
      .flatMap(({ name }) => [`dist/generators/${name}/index.d.ts`, `dist/generators/${name}/index.js`]);
    const found = files.filter((path) => basename(path).startsWith('index.') && !/^templates\/.+\/files\//.test(path));
    expect(found).toEqual(doors.sort());
  });
});

describe('the tarball, installed elsewhere', () => {
  it.each([ownPackage.name, 'heroku-nix'])('starts as %s and prints its help', async (name) => {
    const program = [join(modules, '.bin', name)] as const;
    const ran = await run(['--help'], { cwd: freshFolder(), program });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('  heroku-nix [directory] [options]\n');
  });

  const nodes = [['the Node of the tests', undefined], ...otherNodes.map((major) => [`Node ${major}`, major] as const)];
  it.each(nodes as [string, number | undefined][])('writes every template under %s', async (_, major) => {
    const node = major === undefined ? process.execPath : await nodeOf(major);
    for (const { id } of catalog.templates) {
      const cwd = freshFolder();
      const program = [node, join(modules, '.bin/heroku-nix')] as const;
      const ran = await run(['my-app', '--template', id, '--yes'], { cwd, program });
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(id));
    }
  });

  if (otherNodes.length === 0) it.skip('on another Node: npm has its binaries for Linux on x64 only');
});
