import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { entry, npmProject } from '../../support/npm-project.js';

const entries = {
  'node_modules/typescript': entry('typescript', { dev: true, bin: { tsc: 'bin/tsc' } }),
  'node_modules/vite': entry('vite', { dev: true, bin: { vite: 'vite.js' } }),
  'node_modules/husky': entry('husky', { dev: true, bin: { husky: 'a' } }),
};

type Scripts = Readonly<Record<string, string>>;

const toldOf = (scripts: Scripts, files: Readonly<Record<string, string>> = {}): string[] =>
  requirementsFrom(
    examinedAt(temporaryFolder(npmProject(entries, { scripts: { start: 'node a.js', ...scripts } }, files)), 'node'),
  )
    .filter(({ kind, state }) => ['fetch', 'build', 'codegen'].includes(kind) && state.is !== 'met')
    .map(({ state, headline, evidence: [place] }) => `${state.is}: ${headline} @${place?.path ?? ''}`);

const migratingOf = (scripts: Scripts): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(npmProject(entries, { scripts })), 'node')).flatMap(
    ({ kind, stage, state, headline }) =>
      kind === 'migration' && stage === 'build' && state.is === 'missing' ? [`${headline} | ${state.fix ?? ''}`] : [],
  );

const client = { 'client/package.json': '{"scripts":{"build":"react-scripts build"}}' };

describe('a build', () => {
  const fine: readonly Scripts[] = [
    { build: 'tsc' },
    { build: 'npx tsc && vite build' },
    { build: 'rm -rf dist && tsc -p . && cp -r views dist/' },
    { build: 'npm run build:css && npm run build:js', 'build:css': 'vite build', 'build:js': 'tsc' },
    { build: 'tsc', prebuild: 'mkdir -p dist', postbuild: 'find dist -name "*.map" | xargs rm -f' },
    { build: 'NODE_ENV=production vite build' },
    { build: 'npm --version && tsc' },
    { build: 'node build.js' },
    { 'heroku-postbuild': 'npm run build', build: 'tsc' },
    { build: 'tsc', postinstall: 'npm run build', prepare: 'husky' },
    { prepare: 'is-ci || husky install' },
    { preinstall: 'npx only-allow npm' },
    { deploy: 'npm install && curl https://example.com' },
  ];
  it.each(fine.map((scripts) => [JSON.stringify(scripts), scripts] as const))('may do %s', (_, scripts) => {
    expect(toldOf(scripts)).toEqual([]);
  });

  const fetching: readonly (readonly [string, string])[] = [
    ['npm install && tsc', 'npm install'],
    ['npm ci --include=dev && tsc', 'npm ci --include=dev'],
    ['cd client && npm install && npm run build', 'npm install in client'],
    ['npm --prefix client ci && npm --prefix client run build', 'npm --prefix client ci in client'],
    ['npm install --prefix client', 'npm install --prefix client in client'],
    ['yarn --cwd client install', 'yarn --cwd client install in client'],
    ['yarn && tsc', 'yarn'],
    ['pnpm i && tsc', 'pnpm i'],
    ['curl -o data.json https://example.com/d && tsc', 'curl -o data.json https://example.com/d'],
    ['git submodule update --init && tsc', 'git submodule update --init'],
    ['playwright install', 'playwright install'],
  ];
  it.each(fetching)('must not do %s', (build, command) => {
    const told = toldOf({ build }, client);
    expect(told).toEqual([
      `missing: The build runs ${command}: it downloads, and Nix builds without a network @package.json`,
    ]);
  });

  it.each([
    ['drizzle-kit migrate && tsc', 'drizzle-kit migrate'],
    ['npm run migrate && tsc', 'knex migrate:latest --env production'],
    ['prisma generate && prisma migrate deploy && tsc', 'prisma migrate deploy'],
  ])('has no database for %s', (build, command) => {
    expect(migratingOf({ build, migrate: 'knex migrate:latest --env production' })).toEqual([
      `The build runs ${command}: it needs the database, and Nix builds without one | leave ${command} out of the build; what runs before each release is --release 'npx ${command}'`,
    ]);
  });

  it('may be one for production, if there is no other', () => {
    const builds = (scripts: Scripts): string | undefined =>
      examinedAt(temporaryFolder(npmProject(entries, { scripts })), 'node').detected.facts.build?.value;
    expect(builds({ 'build:prod': 'tsc', start: 'node dist/a.js' })).toBe('npm run build:prod');
    expect(builds({ 'build:prod': 'tsc', build: 'tsc' })).toBe('npm run build');
  });

  it.each([
    ['npx something && tsc', 'something'],
    ['yarn build:css && tsc', 'yarn'],
    ['bun run build:css', 'bun'],
    ['webpack', 'webpack'],
    ['git rev-parse HEAD > version.txt && tsc', 'git'],
  ])('finds no program for %s', (build, program) => {
    expect(toldOf({ build, 'build:css': 'vite build' })).toEqual([
      expect.stringContaining(`npm run build starts ${program}, which no dependency brings`),
    ]);
  });

  it('keeps nothing that it writes into node_modules', () => {
    expect(toldOf({ build: 'tsc && ln -s ../dist node_modules/@app' })[0]).toMatch(
      /^missing: ln -s .* writes into node_modules/,
    );
  });
});

describe('scripts that npm runs while it installs', () => {
  it('may be the build', () => {
    const { conclusion } = { conclusion: toldOf({ postinstall: 'tsc -p .' }) };
    expect(conclusion).toEqual([]);
  });

  it.each([
    [{ postinstall: 'cd client && npm install' }, /^missing: postinstall runs npm install in client/],
    [
      { postinstall: 'node scripts/make.js' },
      /^unknown: postinstall runs node scripts\/make\.js, but Nix runs no scripts/,
    ],
    [{ postinstall: 'node scripts/make.js', build: 'tsc' }, /^unknown: postinstall runs node/],
  ])('%j', (scripts, expected) => {
    expect(toldOf(scripts, client)).toEqual([expect.stringMatching(expected)]);
  });

  it('may patch packages, which Nix does not', () => {
    const files = { 'patches/ms+1.0.0.patch': '' };
    expect(toldOf({ postinstall: 'patch-package' }, files)).toEqual([expect.stringMatching(/^missing: patch-package/)]);
    expect(toldOf({ postinstall: 'patch-package' })).toEqual([]);
  });
});

describe('fonts', () => {
  const next = (from: string) =>
    npmProject(
      { 'node_modules/next': entry('next', { bin: { next: 'a' } }) },
      { scripts: { start: 'next start', build: 'next build' } },
      { 'app/layout.tsx': `import { Inter } from '${from}';\n` },
    );
  it.each([
    [
      'next/font/google',
      [
        'missing: app/layout.tsx uses next/font/google: the build downloads fonts, and Nix builds without a network @app/layout.tsx',
      ],
    ],
    ['next/font/local', []],
  ])('from %s', (from, expected) => {
    expect(fetchesOf(next(from))).toEqual(expected);
  });

  const nuxt = (files: Readonly<Record<string, string>>) =>
    npmProject(
      { 'node_modules/nuxt': entry('nuxt', { bin: { nuxt: 'a' } }) },
      { scripts: { build: 'nuxt build' } },
      files,
    );
  it.each([
    ['uno.config.ts', 'presetWebFonts({ fonts: {} })', 'presetWebFonts({ inlineImports: false })'],
    [
      'nuxt.config.ts',
      "modules: ['@nuxtjs/google-fonts']",
      "modules: ['@nuxtjs/google-fonts'], x: { download: false }",
    ],
  ])('by the settings in %s', (path, code, mended) => {
    expect(fetchesOf(nuxt({ [path]: code }))).toEqual([expect.stringMatching(/its fonts, and Nix builds without/)]);
    expect(fetchesOf(nuxt({ [path]: mended }))).toEqual([]);
  });

  const fetchesOf = (files: Readonly<Record<string, string>>): string[] =>
    requirementsFrom(examinedAt(temporaryFolder(files), 'node')).flatMap(
      ({ kind, state, headline, evidence: [place] }) =>
        kind === 'fetch' ? [`${state.is}: ${headline} @${place?.path ?? ''}`] : [],
    );
});
