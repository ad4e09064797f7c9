/*
 * A step of the build: the program as a few files without dependencies, in dist/program, which both packages start; and
 * Yeoman's entry points, only our own modules.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'rolldown';
import { programRoot, templatesRoot } from '../core/catalog/paths.js';
import { licensesOf } from './licenses.js';

const root = join(import.meta.dirname, '..');
const commandsRoot = join(root, 'core/commands');

/** Names of grammars that the templates' files may need: for their suffixes, and for code in their documents. */
function grammars(): string[] {
  const texts = readdirSync(templatesRoot, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }));
  const names = texts.flatMap(({ name, text }) => [
    ...name.toLowerCase().split('.'),
    ...[...text.matchAll(/^ *```(\w+)/gm)].map(([, language = '']) => language),
  ]);
  const folder = dirname(fileURLToPath(import.meta.resolve('@shikijs/langs/json')));
  return [...new Set([...names, 'sh', 'ini', 'json'])]
    .filter((name) => name !== 'index' && existsSync(join(folder, `${name}.mjs`)))
    .sort();
}

/** Commands by the word that starts them. */
const commands = readdirSync(commandsRoot).filter((name) => existsSync(join(commandsRoot, name, 'command.js')));

/** A bundler can't follow an import whose path is only known at run time: here is what each one can be. */
const computed = [
  ['`@shikijs/langs/${name}`', grammars().map((name) => `@shikijs/langs/${name}`)],
  ['`./${name}/command.js`', commands.map((name) => `./${name}/command.js`)],
] as const;

/** Replaces a computed import with a table of plain ones; a path that isn't in it is not found, as before. */
const knownImports: Plugin = {
  name: 'known imports',
  transform(code) {
    const found = computed.find(([path]) => code.includes(`import(${path})`));
    if (!found) return undefined;
    const [path, names] = found;
    const table = names.map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(name)})`).join(', ');
    return code.replaceAll(`import(${path})`, () => `({ __proto__: null, ${table} })[${path}]()`);
  },
};

// CommonJS loads faster than modules, and needs no wrapper around each of Node's own modules.
const { output } = await build({
  input: { 'heroku-nix': join(root, 'heroku-nix.js'), yeoman: join(root, 'core/yeoman/program.js') },
  platform: 'node',
  plugins: [knownImports],
  logLevel: 'warn',
  output: {
    dir: programRoot,
    format: 'cjs',
    minify: true,
    comments: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'parts/[name]-[hash].cjs',
  },
});
const inputs = new Set(output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
writeFileSync(join(programRoot, 'LICENSES.md'), licensesOf([...inputs]));

/** The doors don't contain any of the program themselves. */
const sharedProgram: Plugin = {
  name: 'shared program',
  resolveId: (path) => (path === './program.js' ? { id: '../../program/yeoman.cjs', external: 'relative' } : undefined),
};

const doors = readdirSync(root).filter((name) => existsSync(join(root, name, 'index.js')));
for (const name of doors)
  await build({
    input: join(root, name, 'index.js'),
    platform: 'node',
    plugins: [sharedProgram],
    external: 'yeoman-generator',
    logLevel: 'warn',
    output: { file: join(root, name, 'index.js'), format: 'esm' },
  });
