import { expect, it } from 'vitest';
import { toldAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const project = (server: string, commands: string, more: Readonly<Record<string, string>> = {}) => ({
  'requirements.txt': 'django\ngunicorn\n',
  'shop/wsgi.py': `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${server}")\napplication = get_wsgi_application()\n`,
  'manage.py': `os.environ.setdefault('DJANGO_SETTINGS_MODULE', '${commands}')\n`,
  ...more,
});

const toldOf = (files: Readonly<Record<string, string>>): string[] =>
  toldAt(temporaryFolder(files)).filter((each) => each.includes('manage.py with settings for development'));

it.each([
  ['shop.settings.production', 'shop.settings.local'],
  ['config.settings.prod', 'config.settings.dev'],
])('manage.py runs with %s on Heroku, too, and not with %s', (server, commands) => {
  expect(toldOf(project(server, commands))).toEqual([
    expect.stringContaining(`| heroku config:set DJANGO_SETTINGS_MODULE=${server} @shop/wsgi.py:1`),
  ]);
});

it.each([
  ['the same settings', project('shop.settings.production', 'shop.settings.production')],
  ['one file of settings', project('shop.settings', 'shop.settings')],
  [
    'a Procfile that says which',
    project('shop.settings.prod', 'shop.settings.dev', {
      Procfile:
        'web: gunicorn shop.wsgi\nrelease: DJANGO_SETTINGS_MODULE=shop.settings.prod python manage.py migrate\n',
    }),
  ],
])('nothing is said of %s', (_, files) => {
  expect(toldOf(files)).toEqual([]);
});
