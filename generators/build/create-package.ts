/*
 * A step of the build: the package create-heroku-nix in dist/create, which `npm create heroku-nix` runs. It has the
 * bundled program and the templates, and no dependencies.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestPaths } from '../core/catalog/manifests.js';
import {
  commandsPath,
  completionRoot,
  manifestsPath,
  packageRoot,
  programRoot,
  siteRoot,
  templatesRoot,
} from '../core/catalog/paths.js';

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
}

const root = join(packageRoot, 'dist/create');
const own = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Manifest & Record<string, unknown>;
const { version, license, author, homepage, bugs, repository, type, imports, engines, publishConfig } = own;

// One file has all manifests already (manifests.ts), and only the build reads schemas.
const unread = new Set([join(templatesRoot, 'schema'), ...manifestPaths(templatesRoot)]);

rmSync(root, { recursive: true, force: true });
for (const path of [commandsPath, completionRoot, manifestsPath, programRoot, siteRoot, templatesRoot])
  cpSync(path, join(root, path.slice(packageRoot.length)), {
    recursive: true,
    filter: (source) => !unread.has(source),
  });
cpSync(join(packageRoot, 'LICENSE'), join(root, 'LICENSE'));

writeFileSync(
  join(root, 'package.json'),
  `${JSON.stringify(
    {
      name: 'create-heroku-nix',
      version,
      description: 'Create web app repositories that Nix builds and Heroku runs: npm create heroku-nix',
      keywords: ['heroku', 'nix', 'create', 'template', 'docker'],
      ...{ license, author, homepage, bugs, repository, type, imports },
      bin: { 'create-heroku-nix': own.bin['heroku-nix'] },
      files: ['dist', 'templates'],
      ...{ engines, publishConfig },
    },
    null,
    2,
  )}\n`,
);
writeFileSync(
  join(root, 'README.md'),
  `# create-heroku-nix

Create a web app repository that Nix builds and Heroku runs.

\`\`\`sh
npm create heroku-nix@latest my-app
\`\`\`

To answer nothing, add \`-- --template flask --yes\`. All commands and options: \`npx create-heroku-nix --help\`.

This package is the program of [generator-heroku-nix](${String(homepage)}), bundled, without dependencies. The licenses of what is bundled are in dist/program/LICENSES.md.
`,
);
