import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { installed, nodeOf, otherNodes, packed } from '../support/installs.js';
import { catalog } from '../support/rendering.js';
import { run } from '../support/run.js';
import { expectedTree } from '../support/trees.js';

/* What `npm create heroku-nix` installs and starts. */

const clone = join(import.meta.dirname, '../..');

let modules = '';
let root = '';

beforeAll(async () => {
  modules = await installed(await packed('dist/create'));
  root = join(modules, 'create-heroku-nix');
});

const manifest = (folder: string) => JSON.parse(textAt(folder, 'package.json')) as Record<string, unknown>;

const sizeOf = (folder: string, wanted: (path: string) => boolean): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => wanted(path.slice(folder.length + 1)))
    .reduce((sum, path) => sum + statSync(path).size, 0);

describe('the package create-heroku-nix', () => {
  it('has no dependencies, and runs no install scripts', () => {
    const { dependencies, peerDependencies, optionalDependencies, scripts } = manifest(root);
    expect([dependencies, peerDependencies, optionalDependencies, scripts]).toEqual(Array(4).fill(undefined));
    expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['create-heroku-nix']);
  });

  it("has the generator's version, license and engines", () => {
    const own = manifest(clone);
    for (const key of ['version', 'license', 'engines', 'repository']) expect(manifest(root)[key]).toEqual(own[key]);
  });

  it('is small: at most 2.75 MB apart from the parts of the gallery', () => {
    // Grammars and what uses them for colors: only the gallery and `browse` load these.
    const grammar = /^dist\/program\/parts\/(?!chunk|command|start|console|format)/;
    const isLarge = (path: string): boolean =>
      grammar.test(path) && /html|ts-|py-|md-|go-|sh-|sql|nix-|yml|toml/.test(path);
    expect(sizeOf(root, (path) => !isLarge(path))).toBeLessThan(2.75e6);
    expect(sizeOf(root, () => true)).toBeLessThan(3.5e6);
  });

  it('lists the license of each bundled package', () => {
    const licenses = textAt(root, 'dist/program/LICENSES.md');
    for (const name of ['ejs', 'execa', 'prettier', 'valibot', 'semver', '@inquirer/core', '@shikijs/core'])
      expect(licenses).toMatch(new RegExp(`^## ${name} \\d[\\w.]* \\([\\w .()-]+\\)$`, 'm'));
    expect(licenses).not.toMatch(/^## \S+ \S+ \((?:undefined|UNLICENSED)?\)$/m);
    expect(licenses).toMatch(/^## execa [\w.]+ \(MIT\)\n\n> MIT License\n>\n> Copyright \(c\) Sindre Sorhus/m);
  });

  it('prints terms that several packages have once, and refers to them by name', () => {
    const licenses = textAt(root, 'dist/program/LICENSES.md');
    const bodies = licenses.split(/^## /m).map((section) => /Permission .+/.exec(section.replace(/[\s>]+/g, ' '))?.[0]);
    const found = bodies.filter((body) => body !== undefined);
    expect(new Set(found).size).toBe(found.length);
    for (const [, anchor] of licenses.matchAll(/\(#terms-(\d+)\)/g))
      expect(licenses).toContain(`\n## Terms ${anchor}\n`);
  });

  it("doesn't bundle Yeoman", () => {
    const parts = readdirSync(join(root, 'dist/program'), { recursive: true, encoding: 'utf8' });
    for (const part of parts.filter((name) => name.endsWith('.js')))
      expect(readFileSync(join(root, 'dist/program', part), 'utf8')).not.toMatch(
        /yeoman-(?:generator|environment)['"]/,
      );
  });
});

describe('the program create-heroku-nix', () => {
  const program = (node = process.execPath) => [node, join(modules, '.bin/create-heroku-nix')] as const;

  it.each(catalog.templates)('writes the template $id, byte for byte', async ({ id }) => {
    const cwd = freshFolder();
    const ran = await run(['my-app', '--template', id, '--yes'], { cwd, program: program() });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(id));
  });

  it('writes a template with formatted files, with every add-on', async () => {
    for (const { id, addons } of catalog.templates) {
      const cwd = freshFolder();
      const ids = Object.keys(addons);
      const args = ['my-app', '--template', id, '--addons', ids.join(), '--yes'];
      expect(await run(args, { cwd, program: program() })).toMatchObject({ code: 0, stderr: '' });
      expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(id, { addons: ids }));
    }
  });

  it('has the same commands: addon, update, onboard and browse', async () => {
    const cwd = freshFolder('my-app');
    const [template] = catalog.templates;
    const start = { cwd, program: program() };
    expect(await run(['--template', template?.id ?? '', '--yes'], start)).toMatchObject({ code: 0 });
    expect(await run(['update', '--force'], start)).toMatchObject({ code: 0, stderr: '' });
    expect(await run(['addon', '--list'], start)).toMatchObject({ code: 0, stderr: '' });
    expect(await run(['onboard', '--explain'], start)).toMatchObject({ code: 0, stderr: '' });
    expect((await run(['browse', '--json'], start)).stdout).toBe((await run(['browse', '--json'], { cwd })).stdout);
  });

  it('writes the gallery in colors, like the generator', async () => {
    const cwd = freshFolder();
    expect(await run(['browse', '--html', 'a'], { cwd, program: program() })).toMatchObject({ code: 0 });
    expect(await run(['browse', '--html', 'b'], { cwd })).toMatchObject({ code: 0 });
    expect(treeOf(join(cwd, 'a'))).toEqual(treeOf(join(cwd, 'b')));
    expect(textAt(cwd, `a/${catalog.templates[0]?.id ?? ''}/index.html`)).toMatch(/class="?keyword/);
  });

  it.each(otherNodes)('works on Node %i, too', async (major) => {
    const cwd = freshFolder();
    const args = ['my-app', '--template', catalog.templates[0]?.id ?? '', '--yes'];
    const ran = await run(args, { cwd, program: program(await nodeOf(major)) });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });
});
