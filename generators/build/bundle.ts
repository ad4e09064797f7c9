/*
 * A step of the build: the program as few files without dependencies, in dist/program. Both packages start it; what most
 * runs don't need (prompts, the gallery, onboarding) is in files of its own.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { programRoot, templatesRoot } from '../core/catalog/paths.js';
import { licensesOf } from './licenses.js';

const root = join(import.meta.dirname, '..');

/** Grammars by name that the templates' files can ask for: those of their suffixes, and of code in their documents. */
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

/** A bundler cannot follow the name of a grammar that is known only when it is needed. */
const knownGrammars: esbuild.Plugin = {
  name: 'known grammars',
  setup(build) {
    build.onLoad({ filter: /terminal[\\/]grammars\.js$/ }, () => {
      const cases = grammars().map((name) => `${JSON.stringify(name)}: () => import('@shikijs/langs/${name}'),`);
      const contents = `const all = {\n${cases.join('\n')}\n};
        export const loadGrammar = async (name) => (Object.hasOwn(all, name) ? (await all[name]()).default : undefined);`;
      return { contents, resolveDir: import.meta.dirname };
    });
  },
};

/** What most command lines start with fits in one file, which loads faster than many; these are files apart, by name. */
const apart = { run: 'core/commands/run', files: 'core/commands/completion/files' };

const apartFromFront: esbuild.Plugin = {
  name: 'apart from the front',
  setup(build) {
    const paths = new Map(
      Object.entries(apart).map(([name, path]) => [join(root, `${path}.js`), `./parts/${name}.js`]),
    );
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const found = paths.get(join(resolveDir, path));
      return found === undefined ? undefined : { path: found, external: true };
    });
  },
};

const common = {
  outdir: programRoot,
  bundle: true,
  minify: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.17',
  chunkNames: 'parts/[name]-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
  // Packages of the older kind ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
} as const satisfies esbuild.BuildOptions;

const built = await Promise.all([
  esbuild.build({ ...common, entryPoints: [join(root, 'heroku-nix.js')], plugins: [apartFromFront] }),
  // Commands share parts; the files of a template are one file again, since Tab asks for them too.
  ...Object.entries(apart).map(([name, path]) =>
    esbuild.build({
      ...common,
      splitting: name === 'run',
      entryPoints: [{ in: join(root, `${path}.js`), out: `parts/${name}` }],
      plugins: [knownGrammars],
    }),
  ),
]);
const inputs = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
writeFileSync(join(programRoot, 'LICENSES.md'), licensesOf([...inputs]));

// Yeoman's doors: our own modules in a few files, as seventy take longer to load. Packages stay what they are.
await esbuild.build({
  ...common,
  banner: {},
  splitting: true,
  entryPoints: readdirSync(root)
    .map((name) => join(root, name, 'index.js'))
    .filter((path) => existsSync(path)),
  outdir: root,
  outbase: root,
  allowOverwrite: true,
  packages: 'external',
});
