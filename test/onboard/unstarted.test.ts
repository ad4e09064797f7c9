import { describe, expect, it } from 'vitest';
import { examinedAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { unstarted } from '../../generators/core/project/requirements/unstarted.js';

/** A project with a build, and what it depends on. */
const project = (
  build: string,
  dependencies: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
) => ({
  'package.json': JSON.stringify({
    ...{ name: 'app', scripts: { dev: 'vite', build }, dependencies: {} },
    devDependencies: Object.fromEntries(dependencies.map((name) => [name, '^1.0.0'])),
  }),
  ...files,
});

/** What is told of a project that nothing starts. */
function toldOf(
  files: Readonly<Record<string, string>>,
): { readonly headline: string; readonly fix: string } | undefined {
  const template = catalog.templates.find(({ id }) => id === 'node');
  if (!template) throw new Error('no such template');
  const told = unstarted(examinedAt(temporaryFolder(files), 'node'), template);
  if (told?.state.is !== 'missing') return undefined;
  return { headline: told.headline, fix: told.state.fix ?? '' };
}

const angular = (builder: string, options: object) => ({
  'angular.json': JSON.stringify({ projects: { shop: { architect: { build: { builder, options } } } } }, null, 2),
});

const server = (folder: string, flags = ' --single'): string =>
  `npm install --save-prod sirv-cli && npm pkg set scripts.start='sirv ${folder}${flags} --host 0.0.0.0'`;

describe('a build that makes static files', () => {
  it.each([
    ['Vite', project('tsc -b && vite build'), server('dist')],
    [
      'Vite, into another folder',
      project('vite build', [], { 'vite.config.ts': "export default { build: { outDir: './public/app' } }" }),
      server('public/app'),
    ],
    ['Create React App', project('react-scripts build'), server('build')],
    ['Vue CLI', project('vue-cli-service build'), server('dist')],
    ['Parcel', project('parcel build index.html'), server('dist')],
    [
      'SvelteKit with static files',
      project('vite build', ['@sveltejs/kit', '@sveltejs/adapter-static']),
      server('build'),
    ],
    ['Astro', project('astro check && astro build', ['astro']), server('dist', '')],
    ['Gatsby', project('gatsby build', ['gatsby']), server('public', '')],
    ['Docusaurus', project('docusaurus build'), server('build', '')],
    [
      'Next.js with static files',
      project('next build', ['next'], { 'next.config.mjs': "export default { output: 'export' };" }),
      server('out', ''),
    ],
    ['Angular', project('ng build', [], angular('@angular/build:application', {})), server('dist/shop/browser')],
    [
      'Angular, into another folder',
      project('ng build', [], angular('@angular-devkit/build-angular:application', { outputPath: 'out/web' })),
      server('out/web/browser'),
    ],
    [
      'Angular before 17',
      project('ng build', [], angular('@angular-devkit/build-angular:browser', { outputPath: 'dist/shop' })),
      server('dist/shop'),
    ],
  ])('is told, with the command that adds a server: %s', (_, files, fix) => {
    expect(toldOf(files)).toEqual({ headline: 'The build makes static files, and nothing here serves them', fix });
  });

  it('is told in the words of the tool that wrote the lock file', () => {
    const files = { ...project('vite build'), 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" };
    expect(toldOf(files)?.fix).toContain('pnpm add --save-prod sirv-cli');
  });

  it.each([
    ['a framework with a server of its own', project('vite build', ['vike'])],
    ['React Router', project('react-router build', ['@react-router/dev'])],
    ['no build', project('tsc')],
  ])('is not %s', (_, files) => {
    expect(toldOf(files)).toBeUndefined();
  });
});

describe('an adapter that makes no server', () => {
  it.each([
    ['SvelteKit', '@sveltejs/adapter-auto', '@sveltejs/adapter-node', 'vite build', ['@sveltejs/kit']],
    ['SvelteKit', '@sveltejs/adapter-vercel', '@sveltejs/adapter-node', 'vite build', ['@sveltejs/kit']],
    ['Astro', '@astrojs/netlify', '@astrojs/node', 'astro build', ['astro']],
  ])('is told: %s with %s', (name, adapter, right, build, others) => {
    expect(toldOf(project(build, [...others, adapter]))).toEqual({
      headline: `${name} builds with ${adapter}, which makes no server for Heroku`,
      fix: expect.stringContaining(right) as string,
    });
    expect(toldOf(project(build, [...others, adapter, right]))?.headline ?? '').not.toContain(adapter);
  });
});
