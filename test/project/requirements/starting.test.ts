import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { concluded } from '../../../generators/core/project/conclusions.js';
import { temporaryFolder } from '../../support/folders.js';
import { examinedAt, toldAt } from '../../support/examining.js';
import { catalog } from '../../support/rendering.js';

type Files = Readonly<Record<string, string>>;

/** What web runs, and what the build runs. */
function runsOf(files: Files): { readonly web: string | undefined; readonly builds: string } {
  const examined = examinedAt(temporaryFolder(files));
  const template = catalog.templates.find(({ id }) => id === examined.detected.template);
  if (!template) throw new Error('no template fits');
  const { project } = concluded(template, examined, {}, { options: {} });
  return { web: project.processes.web, builds: project.builds };
}

const serving = "require('http').createServer().listen(process.env.PORT)\n";

const node = (scripts: Files, web?: string): Files => ({
  'package.json': JSON.stringify({ scripts, devDependencies: { typescript: '5' } }),
  ...{ 'server.js': serving, 'migrate.js': '', 'src/main.ts': serving },
  ...(web === undefined ? {} : { Procfile: `web: ${web}\n` }),
});

const django = (web: string, more: Files = {}): Files => ({
  'requirements.txt': 'django\ngunicorn\nstreamlit\n',
  'manage.py': '',
  'app.py': '',
  'shop/wsgi.py': 'application = get_wsgi_application()\n',
  Procfile: `web: ${web}\n`,
  ...more,
});

describe('npm start', () => {
  it('is asked about if it runs a task runner', () => {
    const told = (scripts: Files): string[] =>
      toldAt(temporaryFolder(node(scripts))).filter((each) => each.includes("Can't tell what"));
    expect(told({ start: 'nps' })).toEqual([expect.stringMatching(/^unknown: Can't tell what nps starts \| give/)]);
    expect(told({ start: 'gulp serve', 'start:prod': 'node server.js' })).toEqual([]);
    expect(told({ start: 'node server.js' })).toEqual([]);
  });

  it.each([
    [node({ prestart: 'node migrate.js', start: 'node server.js' }), 'node migrate.js && node server.js'],
    [node({ start: 'node server.js', poststart: 'node migrate.js' }), 'node server.js && node migrate.js'],
    [node({ 'prestart:prod': 'node migrate.js', 'start:prod': 'node server.js' }), 'node migrate.js && node server.js'],
    [node({ prestart: 'node migrate.js', start: 'node server.js' }, 'yarn start'), 'node migrate.js && node server.js'],
    [node({ prestart: 'node migrate.js', start: 'node server.js' }, 'pnpm start'), 'node migrate.js && node server.js'],
    // bun runs no scripts before or after others unless told to.
    [node({ prestart: 'node migrate.js', start: 'node server.js' }, 'bun run start'), 'node server.js'],
    [node({ start: 'node server.js', prestop: 'node migrate.js' }), 'node server.js'],
  ])('does all that it does elsewhere: %j', (files, web) => {
    expect(runsOf(files).web).toBe(web);
    expect(toldAt(temporaryFolder(files)).filter((each) => !each.includes('package-lock'))).toEqual([]);
  });
});

describe('what belongs to the build', () => {
  it.each([
    [
      node({ build: 'tsc', prestart: 'npm run build', start: 'node dist/main.js' }),
      'node dist/main.js',
      'npm run build',
    ],
    [node({ build: 'tsc', start: 'npm run build && A=b node dist/main.js' }), 'A=b node dist/main.js', 'npm run build'],
    [node({ start: 'tsc && node dist/main.js' }), 'node dist/main.js', 'npx tsc'],
    [
      node({ build: 'tsc', start: 'node dist/main.js' }, 'yarn build && yarn start'),
      'node dist/main.js',
      'npm run build',
    ],
    [
      django('python manage.py collectstatic --noinput && gunicorn shop.wsgi'),
      ...(['gunicorn shop.wsgi', 'python manage.py collectstatic --noinput'] as const),
    ],
    [
      django('python3 manage.py compilemessages && python manage.py migrate && gunicorn shop.wsgi'),
      ...(['python manage.py migrate && gunicorn shop.wsgi', 'python3 manage.py compilemessages'] as const),
    ],
  ])('goes there from the front of a process: %j', (files, web, builds) => {
    expect(runsOf(files)).toEqual({ web, builds });
  });

  it.each([
    [django('sh run.sh', { 'run.sh': 'python manage.py collectstatic\ngunicorn shop.wsgi\n' }), 'run.sh:1'],
    [django('python manage.py migrate && python manage.py collectstatic && gunicorn shop.wsgi'), 'Procfile:1'],
    [django('sh run.sh', { 'run.sh': 'pip install -r requirements.txt\ngunicorn shop.wsgi\n' }), 'run.sh:1'],
  ])('stands in the way elsewhere: %j', (files, place) => {
    expect(toldAt(temporaryFolder(files))).toEqual([
      expect.stringMatching(new RegExp(`^missing: web runs .* when it starts, but a dyno can't .* @${place}$`)),
    ]);
  });
});

describe('a script of the shell', () => {
  it.skipIf(process.platform === 'win32').each([
    ['./run.sh', 0o644, "web starts ./run.sh, which isn't marked as a program | chmod +x run.sh && git add run.sh"],
    ['./run.sh', 0o755, undefined],
    ['sh run.sh', 0o644, undefined],
  ])('%s with mode %o', (web, mode, expected) => {
    const folder = temporaryFolder(django(web, { 'run.sh': '#!/bin/sh\nexec gunicorn shop.wsgi\n' }));
    chmodSync(join(folder, 'run.sh'), mode);
    expect(toldAt(folder)).toEqual(expected === undefined ? [] : [expect.stringContaining(expected)]);
  });

  const settings = (text: string): Files =>
    django('sh setup.sh && streamlit run app.py', {
      'setup.sh': `mkdir -p ~/.streamlit\necho "${text}" > ~/.streamlit/config.toml\n`,
    });

  it('may write where a server listens, in the folder of its user', () => {
    expect(toldAt(temporaryFolder(settings('[server]\nport = $PORT\nheadless = true\n')))).toEqual([]);
    expect(toldAt(temporaryFolder(settings('[server]\nheadless = true\n')))).toEqual([
      expect.stringContaining('streamlit run listens on port 8501 unless told otherwise'),
    ]);
  });

  it('may count on what only some shells do', () => {
    expect(toldAt(temporaryFolder(settings('[server]\\n\\\nport = $PORT\\n\\\n')))).toEqual([
      expect.stringMatching(/^unknown: setup\.sh expects that echo makes lines of \\n.* @setup\.sh:2$/),
    ]);
  });
});
