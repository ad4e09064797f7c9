import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { entry, npmProject } from '../../support/npm-project.js';
import { hash, pnpm } from '../../support/other-locks.js';

type Files = Readonly<Record<string, string>>;

/** What is said about packages that are too old. */
const toldOf = (files: Files): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files), 'node'))
    .filter(({ kind, state }) => kind === 'dependency' && state.is === 'missing')
    .map(({ headline, stage, state }) => `${stage}: ${headline} | ${state.is === 'missing' ? (state.fix ?? '') : ''}`);

const building = (build: string) => ({ scripts: { start: 'node a.js', build } });
const at = (name: string, version: string, more: object = {}) => ({
  [`node_modules/${name}`]: entry(name, { version, ...more }),
});
const gulp = (version: string) => ({
  ...at('gulp', version, { dev: true, bin: { gulp: 'bin/gulp.js' }, dependencies: { 'vinyl-fs': '^0.3.0' } }),
  ...at('vinyl-fs', '0.3.14', { dev: true, dependencies: { 'graceful-fs': '^3.0.0' } }),
});
const webpack = (version: string) => at('webpack', version, { dev: true, bin: { webpack: 'bin/webpack.js' } });
const relock = 'npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=false';
const md4 = "uses MD4, which Node 17 and newer don't have: ERR_OSSL_EVP_UNSUPPORTED";
const native = "doesn't compile with Node 24 and newer | npm install --save-prod bcrypt@5";

describe('a package that fails on every Node that there is', () => {
  const faults: Readonly<Record<string, readonly [Files, string]>> = {
    'is told with the package that it fails through': [
      npmProject({ ...gulp('3.9.1'), ...at('graceful-fs', '3.0.12', { dev: true }) }, building('gulp')),
      `build: gulp 3.9.1 fails on Node 12 and newer, since its graceful-fs is too old: primordials is not defined | npm pkg set overrides.graceful-fs=^4.2.11 && ${relock}`,
    ],
    'is told without a lock file': [
      npmProject({}, { ...building('gulp'), devDependencies: { gulp: '^3.9.1' } }, { 'package-lock.json': null }),
      'build: gulp 3.9.1 fails on Node 12 and newer, since its graceful-fs is too old: primordials is not defined | npm pkg set overrides.graceful-fs=^4.2.11',
    ],
    'is told with what the build needs': [
      npmProject(webpack('4.46.0'), building('webpack --mode production')),
      `build: webpack 4.46.0 ${md4} | run the same command with --build 'NODE_OPTIONS=--openssl-legacy-provider npm run build'`,
    ],
    'is told in later releases as well': [
      npmProject(webpack('5.60.0'), building('webpack')),
      `build: webpack 5.60.0 ${md4} | run the same command with --build 'NODE_OPTIONS=--openssl-legacy-provider npm run build'`,
    ],
    'is told once, with the program that brings it': [
      npmProject(
        {
          ...at('react-scripts', '4.0.3', { bin: { 'react-scripts': 'a.js' }, dependencies: { webpack: '4.44.2' } }),
          ...at('webpack', '4.44.2'),
        },
        building('react-scripts build'),
      ),
      `build: react-scripts 4.0.3 has a webpack that ${md4} | run the same command with --build 'NODE_OPTIONS=--openssl-legacy-provider npm run build'`,
    ],
    'is told wherever it is installed, if it has to compile': [
      npmProject(at('bcrypt', '3.0.8', { hasInstallScript: true })),
      `build: bcrypt 3.0.8 ${native}`,
    ],
    'is told with the package that brings it': [
      npmProject({
        ...at('accounts', '1.0.0', { dependencies: { hashing: '^1.0.0' } }),
        'node_modules/accounts/node_modules/hashing': entry('hashing', { dependencies: { bcrypt: '^3.0.0' } }),
        'node_modules/accounts/node_modules/bcrypt': entry('bcrypt', { version: '3.0.8' }),
      }),
      `build: bcrypt 3.0.8, which accounts brings, ${native}`,
    ],
    'is told in the words of another package manager': [
      pnpm({ more: `\n  bcrypt@3.0.8:\n    resolution: {integrity: ${hash}}\n` }),
      `build: bcrypt 3.0.8 ${native.replace('npm install', 'pnpm add')}`,
    ],
  };
  it.each(Object.entries(faults))('%s', (_, [files, said]) => {
    expect(toldOf(files)).toEqual([said]);
  });

  const fine: Readonly<Record<string, Files>> = {
    'nothing starts it': npmProject(
      { ...gulp('3.9.1'), ...at('graceful-fs', '3.0.12', { dev: true }) },
      building('tsc'),
    ),
    'what it fails through is newer': npmProject(
      { ...gulp('3.9.1'), ...at('graceful-fs', '4.2.11', { dev: true }) },
      building('gulp'),
    ),
    'what it fails through will be newer': npmProject(
      {},
      { ...building('gulp'), devDependencies: { gulp: '3.9.1' }, overrides: { 'graceful-fs': '^4.2.11' } },
      { 'package-lock.json': null },
    ),
    'the range has a release that works': npmProject(
      {},
      { ...building('webpack'), devDependencies: { webpack: '^4.44.0' } },
      { 'package-lock.json': null },
    ),
    'it is new enough': npmProject(webpack('4.47.0'), building('webpack')),
    'it is far older': npmProject(webpack('3.12.0'), building('webpack')),
    'the variable is set': npmProject(
      webpack('4.46.0'),
      building('NODE_OPTIONS=--openssl-legacy-provider webpack --mode production'),
    ),
    'the variable is set by npm': npmProject(webpack('4.46.0'), building('webpack'), {
      '.npmrc': 'node-options=--openssl-legacy-provider\n',
    }),
    'it may be left out': npmProject(at('bcrypt', '3.0.8', { optional: true })),
    'only development installs it': npmProject(at('bcrypt', '3.0.8', { dev: true })),
  };
  it.each(Object.entries(fine))('is not told where %s', (_, files) => {
    expect(toldOf(files)).toEqual([]);
  });
});
