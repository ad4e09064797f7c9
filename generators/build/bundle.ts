/*
 * A step of the build: the program as a few files without dependencies, in dist/program. Both packages start it. What most
 * runs don't need (prompts, the gallery, onboarding) is in files of its own. Yeoman's doors are bundled as well.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { programRoot, templatesRoot } from '../core/catalog/paths.js';
import { licensesOf } from './licenses.js';

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

const common = {
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.17',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies esbuild.BuildOptions;

const compiled = join(import.meta.dirname, '..');

const { metafile } = await esbuild.build({
  ...common,
  entryPoints: [join(compiled, 'heroku-nix.js')],
  outdir: programRoot,
  metafile: true,
  chunkNames: 'parts/[name]-[hash]',
  // Packages of the older kind ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [knownGrammars],
});
writeFileSync(join(programRoot, 'LICENSES.md'), licensesOf(Object.keys(metafile.inputs)));

// Yeoman's doors: our own modules in a few files, as seventy take longer to load. Packages stay what they are.
await esbuild.build({
  ...common,
  entryPoints: readdirSync(compiled)
    .map((name) => join(compiled, name, 'index.js'))
    .filter((path) => existsSync(path)),
  outdir: compiled,
  outbase: compiled,
  allowOverwrite: true,
  packages: 'external',
  chunkNames: 'parts/[name]-[hash]',
});
