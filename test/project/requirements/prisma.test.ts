import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { entry, npmProject } from '../../support/npm-project.js';

const entries = {
  'node_modules/@prisma/client': entry('@prisma/client', { hasInstallScript: true }),
  'node_modules/@prisma/engines': entry('@prisma/engines', { hasInstallScript: true }),
  'node_modules/prisma': entry('prisma', { hasInstallScript: true, bin: { prisma: 'build/index.js' } }),
};

type Files = Readonly<Record<string, string>>;

/** What stands in the way, and how it's mended. */
function told(version: string, own: object = {}, files: Files = {}): string[] {
  const dependencies = { '@prisma/client': version, prisma: version };
  const project = npmProject(entries, { dependencies, ...own }, files);
  return requirementsFrom(examinedAt(temporaryFolder(project), 'node')).flatMap(({ kind, headline, state }) =>
    ['codegen', 'fetch', 'lock', 'program'].includes(kind) && state.is !== 'met' && !headline.includes('out of step')
      ? [`${headline} | ${state.is === 'missing' ? (state.fix ?? '') : ''}`]
      : [],
  );
}

const schema = (lines: string): Files => ({
  'prisma/schema.prisma': `generator client {\n${lines
    .split('; ')
    .map((line) => `  ${line}\n`)
    .join('')}}\n`,
});

describe('a Prisma client', () => {
  it.each([
    'provider = "prisma-client-js"',
    'provider = "prisma-client-js"; output = "../node_modules/x"',
    'provider = "prisma-client-js"; engineType = "client"',
  ])('is lost in node_modules: %s', (lines) => {
    expect(told('^6.16.0', {}, schema(lines))).toEqual([
      expect.stringMatching(
        /^prisma generate writes the client of prisma\/schema\.prisma into node_modules, .*adapter-pg$/,
      ),
    ]);
  });

  it.each([
    ['^6.16.0', 'provider = "prisma-client-js"; output = "../src/db"'],
    ['6.19.3', 'provider = "prisma-client"; output = "../src/db"'],
    ['~5.22.0', 'provider = "prisma-client-js"; output = "../src/db"; engineType = "binary"'],
  ])('of %s in another folder needs the engine: %s', (version, lines) => {
    expect(told(version, {}, schema(lines))).toEqual([
      expect.stringMatching(
        /^the client of prisma\/schema\.prisma loads Prisma's query engine, .*engineType = "client"/,
      ),
    ]);
  });

  it.each([
    ['^6.16.0', 'provider = "prisma-client"; output = "../src/db"; engineType = "client"'],
    ['^7.0.0', 'provider = "prisma-client"; output = "../src/db"'],
  ])('of %s needs none: %s', (version, lines) => {
    expect(told(version, {}, schema(lines))).toEqual([]);
  });
});

describe('a build with prisma generate', () => {
  it.each([{ build: 'prisma generate' }, { prebuild: 'npx prisma generate', build: 'node x.js' }])('%j', (scripts) => {
    expect(told('^7.0.0', { scripts: { ...scripts, start: 'node a.js' } })).toEqual([
      'The build runs prisma generate: it downloads, and Nix builds without a network | commit the folder that it makes, and leave prisma generate out',
    ]);
  });

  it('is none after npm has installed packages: Nix does not run that', () => {
    expect(told('^7.0.0', { scripts: { postinstall: 'prisma generate', start: 'node a.js' } })).toEqual([]);
  });
});

describe('a release with prisma migrate', () => {
  const Procfile = 'web: node a.js\nrelease: npx prisma migrate deploy\n';

  it.each([
    ['^6.19.2', /^release starts prisma migrate, whose schema engine .* \| add pkgs\.prisma-engines_6 to runtimeTools/],
    ['7.8.0', /\| add pkgs\.prisma-engines_7 to .*heroku config:set PRISMA_SCHEMA_ENGINE_BINARY=\/bin\/schema-engine$/],
    ['^5.22.0', /\| update prisma and @prisma\/client to 6 or 7/],
  ])('of %s needs an engine', (version, expected) => {
    expect(told(version, {}, { Procfile })).toEqual([expect.stringMatching(expected)]);
  });

  it('has it once nix/dyno.nix names it', () => {
    const files = { Procfile, 'nix/dyno.nix': 'runtimeTools = map lib.getBin [\n  pkgs.prisma-engines_6\n];\n' };
    expect(told('^6.19.2', {}, files)).toEqual([]);
  });
});
