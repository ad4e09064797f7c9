import { describe, expect, it } from 'vitest';
import { unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const told = (web: string, requirements = 'django\ngunicorn\n'): string[] =>
  unmetAt(
    temporaryFolder({
      'requirements.txt': requirements,
      'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
      'shop/settings.py': 'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_ROOT = "static"\n',
      'shop/wsgi.py': 'application = get_wsgi_application()\n',
      Procfile: `web: ${web}\n`,
    }),
  ).filter((each) => each.includes('collectstatic'));

describe('static files of Django', () => {
  it.each([
    'python manage.py migrate && python manage.py collectstatic --no-input && gunicorn shop.wsgi',
    'python manage.py collectstatic --noinput; gunicorn shop.wsgi',
  ])("can't be collected when a dyno starts: %s", (web) => {
    expect(told(web)).toEqual([
      "boot missing: Procfile runs collectstatic when a process starts, but a dyno can't write to the app's folder",
    ]);
  });

  it('can be where they are uploaded', () => {
    const web = 'python manage.py collectstatic --noinput && gunicorn shop.wsgi';
    expect(told(web, 'django\ngunicorn\ndjango-storages\n')).toEqual([]);
  });

  it('are collected by the build', () => {
    expect(told('gunicorn shop.wsgi')).toEqual([]);
  });
});
