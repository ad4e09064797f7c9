import { describe, expect, it } from 'vitest';
import { concluded } from '../../../generators/core/project/conclusions.js';
import { fittedProject } from '../../../generators/core/project/project-form.js';
import { examinedAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { catalog } from '../../support/rendering.js';

const templateOf = (id: string) => {
  const template = catalog.templates.find((each) => each.id === id);
  if (!template) throw new Error(`no template ${id}`);
  return template;
};

/** The commands of a project's processes and of its build. */
function commandsOf(id: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const examined = examinedAt(temporaryFolder(files), id);
  const { project } = concluded(templateOf(id), examined, {}, { options: {} });
  return { ...project.processes, builds: project.builds };
}

const node = (web: string, scripts: object = {}) => ({
  Procfile: `web: ${web}\n`,
  'package.json': JSON.stringify({
    scripts: { build: 'tsc', start: 'node dist/a.js', ...scripts },
    devDependencies: { typescript: '5', vite: '6' },
    dependencies: { webpack: '5' },
  }),
});

describe('building at the front of a process of a Node project', () => {
  it.each([
    ['npm run build && npm start', 'npm run build'],
    ['npm run build; npm start', 'npm run build'],
    ['yarn build && yarn start', 'npm run build'],
    ['npm ci && npm run build && npm start', 'npm run build'],
    ['npm install --omit=dev && npm start', 'npm run build'],
    ['NODE_ENV=production npm run build && npm start', 'NODE_ENV=production npm run build'],
    ['npm run build:server && npm start', 'npm run build && npm run build:server'],
    ['npm run build -- --mode x && npm start', 'npm run build && npm run build -- --mode x'],
    ['npx tsc -p tsconfig.json && npm start', 'npm run build && npx tsc -p tsconfig.json'],
    ['webpack --mode production && node dist/a.js', 'npm run build && npx webpack --mode production'],
    ['npm run serve', 'npm run build'],
    ['npm run both', 'npm run build && npx tsc'],
  ])('%s leaves the server, and the build does the rest', (web, builds) => {
    const scripts = {
      'build:server': 'tsc',
      preserve: 'npm run build',
      serve: 'node dist/a.js',
      both: 'tsc && node dist/a.js',
    };
    expect(commandsOf('node', node(web, scripts))).toEqual({ web: 'node dist/a.js', builds });
  });

  it.each([
    ['npm run migrate && npm start', 'node migrate.js && node dist/a.js'],
    ['npm run build', 'tsc'],
    ['npm run build || npm start', 'tsc || node dist/a.js'],
    ['node dist/a.js && npm run build', 'node dist/a.js && tsc'],
    ['unknown-builder && npm start', 'unknown-builder && node dist/a.js'],
    ['rollup -c && npm start', 'rollup -c && node dist/a.js'],
    ['npm run build -- "$(date)" && npm start', 'tsc $(date) && node dist/a.js'],
    ['npm install left-pad && npm start', 'npm install left-pad && node dist/a.js'],
  ])('%s stays, since it is something else', (web, command) => {
    expect(commandsOf('node', node(web, { migrate: 'node migrate.js' }))).toEqual({
      web: command,
      builds: 'npm run build',
    });
  });

  it.each([
    ['A=1 npm start', 'A=1 node dist/a.js'],
    ['A=1 npm run two', 'A=1 npm run two'],
    ['env A=1 npm start', 'env A=1 node dist/a.js'],
    ['exec npm start', 'exec node dist/a.js'],
  ])('%s keeps what it sets for the script', (web, command) => {
    expect(commandsOf('node', node(web, { two: 'node a.js && node b.js' })).web).toBe(command);
  });
});

describe('what Nix has done before a process starts', () => {
  const python = { 'requirements.txt': 'flask\ngunicorn\n', 'app.py': 'app = 1\n' };
  it.each([
    ['pip install -r requirements.txt && gunicorn app:app', 'gunicorn app:app'],
    ['poetry install --no-root && poetry run gunicorn app:app', 'gunicorn app:app'],
    ['pip install -r other.txt && gunicorn app:app', 'pip install -r other.txt && gunicorn app:app'],
  ])('%s', (web, command) => {
    expect(commandsOf('flask', { ...python, Procfile: `web: ${web}\n` }).web).toBe(command);
  });

  it('is the build of a Go program', () => {
    const files = { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' };
    const Procfile = 'web: go build -o bin/shop . && bin/shop\n';
    expect(commandsOf('go', { ...files, Procfile })).toEqual({ web: 'bin/shop', builds: '' });
  });
});

describe('the build command in a record', () => {
  it('is none where nothing is built', () => {
    const go = fittedProject(templateOf('go'), { processes: { web: 'app' }, builds: 'make all' });
    expect(go).toMatchObject({ project: { builds: '' }, misfits: [{ part: 'builds' }] });
  });

  const fitted = (builds: string) => fittedProject(templateOf('node'), { processes: { web: 'node a.js' }, builds });
  it.each(['npm run build', 'npx tsc -p a.json', 'A=1 npm run build:x -- --y && npx vite build', 'make all', 'A= b'])(
    '%s fits',
    (builds) => {
      expect(fitted(builds)).toMatchObject({ project: { builds }, misfits: [] });
    },
  );
  it.each([
    'npm run build; x',
    'npm run build "x"',
    'npm run build | x',
    'npm  run build',
    'npm run build $(x)',
    'A=1',
    'A=1 B=2',
    'A=1 && npm run build',
    '&& npx tsc',
  ])("%s doesn't", (builds) => {
    expect(fitted(builds)).toMatchObject({ project: { builds: '' }, misfits: [{ part: 'builds' }] });
  });
});
