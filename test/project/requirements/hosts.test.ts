import { describe, expect, it } from 'vitest';
import { toldAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const told = (files: Readonly<Record<string, string>>): string[] =>
  toldAt(temporaryFolder(files)).filter((each) => /\bhosts?\b|redirects/.test(each));

/** A Django project whose settings have these lines. */
const django = (settings: string, others: Readonly<Record<string, string>> = {}) => ({
  'requirements.txt': 'django\ngunicorn\n',
  Procfile: 'web: gunicorn site1.wsgi\n',
  'site1/wsgi.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\n',
  'site1/settings.py': `DEBUG = False\n${settings}\n`,
  ...others,
});

describe('the hosts that Django answers for', () => {
  it.each([
    'ALLOWED_HOSTS = []',
    'ALLOWED_HOSTS: list[str] = []',
    "ALLOWED_HOSTS = ['127.0.0.1', 'localhost']",
    'ALLOWED_HOSTS = [\n    "localhost",\n    "0.0.0.0",\n]',
    "ALLOWED_HOSTS = ['.railway.app', '127.0.0.1']",
    'ALLOWED_HOSTS = []\nif RENDER:\n    ALLOWED_HOSTS.append(RENDER_EXTERNAL_HOSTNAME)',
  ])("stand in the way if Heroku's is not among them: %j", (settings) => {
    expect(told(django(settings))).toEqual([
      expect.stringMatching(/^missing: Django answers .* 400.*\| add "\.herokuapp\.com" to ALLOWED_HOSTS there @/),
    ]);
  });

  it.each([
    'ALLOWED_HOSTS = os.getenv("HOSTS", "127.0.0.1,localhost").split(",")',
    "ALLOWED_HOSTS = os.environ.get('HOSTS', '').split()",
    'ALLOWED_HOSTS = config("HOSTS", default="127.0.0.1,localhost", cast=Csv())',
    'ALLOWED_HOSTS = env.list("HOSTS", default=["localhost"])',
    'ALLOWED_HOSTS = env("HOSTS", default="localhost").split(",")',
    'ALLOWED_HOSTS = [\n    os.environ.get("HOSTS", "localhost"),\n]',
  ])('are set by their config var: %j', (settings) => {
    expect(told(django(settings))).toEqual([
      expect.stringMatching(/^missing: .*\| heroku config:set HOSTS=\.herokuapp\.com @/),
    ]);
  });

  it("are asked about if they are somebody's own", () => {
    expect(told(django("ALLOWED_HOSTS = ['www.example.com', 'localhost']"))).toEqual([
      expect.stringMatching(/^unknown: Django answers .* 400/),
    ]);
  });

  it.each([
    'ALLOWED_HOSTS = ["*"]',
    "ALLOWED_HOSTS = ['localhost', '.herokuapp.com']",
    "ALLOWED_HOSTS = ['my-app-1234.herokuapp.com']",
    'ALLOWED_HOSTS = []\nALLOWED_HOSTS += os.environ["HOSTS"].split()',
    'ALLOWED_HOSTS = []\nif not DEBUG:\n    ALLOWED_HOSTS = ["*"]',
    'ALLOWED_HOSTS = []\ndjango_heroku.settings(locals())',
    'ALLOWED_HOSTS = os.getenv("HOSTS", "*").split(",")',
    'ALLOWED_HOSTS = env.list("HOSTS", default=["localhost", ".herokuapp.com"])',
    '# ALLOWED_HOSTS = []\nALLOWED_HOSTS = ["*"]',
  ])('are right: %j', (settings) => {
    expect(told(django(settings))).toEqual([]);
  });

  it('are those of the settings that the process reads', () => {
    const production = 'from .settings import *\nALLOWED_HOSTS = ["*"]\n';
    const wsgi = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.production")\n';
    const files = { 'site1/production.py': production, 'site1/wsgi.py': wsgi };
    expect(told(django('ALLOWED_HOSTS = []', files))).toEqual([]);
    expect(told(django('ALLOWED_HOSTS = ["*"]', { 'site1/local.py': 'ALLOWED_HOSTS = []\n' }))).toEqual([]);
  });
});

describe('other ways to answer nobody', () => {
  it('is a redirect to HTTPS that never ends, for Heroku speaks HTTP to the app', () => {
    const hosts = 'ALLOWED_HOSTS = ["*"]';
    const daphne = (settings: string) => ({
      ...django(`${hosts}\n${settings}`, {
        'site1/asgi.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\n',
      }),
      'requirements.txt': 'django\ndaphne\n',
      Procfile: 'web: daphne site1.asgi:application -b 0.0.0.0 -p $PORT\n',
    });
    expect(told(daphne('SECURE_SSL_REDIRECT = True'))).toEqual([
      expect.stringMatching(/^missing: .*redirects.*\| write SECURE_PROXY_SSL_HEADER/),
    ]);
    const header = 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")';
    expect(told(daphne(`SECURE_SSL_REDIRECT = not DEBUG\n${header}`))).toEqual([]);
    expect(told(daphne('SECURE_SSL_REDIRECT = False'))).toEqual([]);
    // Gunicorn is told to believe the router.
    expect(told(django(`${hosts}\nSECURE_SSL_REDIRECT = True`))).toEqual([]);
  });

  it("is a list of Starlette's trusted hosts without Heroku's", () => {
    const fastapi = (hosts: string) => ({
      'requirements.txt': 'fastapi\nuvicorn\n',
      Procfile: 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n',
      'main.py': `app = FastAPI()\napp.add_middleware(\n    TrustedHostMiddleware,\n    allowed_hosts=${hosts},\n)\n`,
    });
    expect(told(fastapi('["example.com", "*.example.com"]'))).toEqual([expect.stringMatching(/^unknown: /)]);
    expect(told(fastapi('["*"]'))).toEqual([]);
    expect(told(fastapi('settings.hosts'))).toEqual([]);
  });

  it("is Vite's preview, which refuses hosts that its settings don't name", () => {
    const vite = (config: string) => ({
      'package.json': JSON.stringify({
        scripts: { build: 'vite build', start: 'vite preview --host 0.0.0.0 --port $PORT' },
        dependencies: { vite: '^6.0.0' },
      }),
      'vite.config.ts': config,
    });
    expect(told(vite('export default defineConfig({});\n'))).toEqual([
      expect.stringMatching(/^missing: .*\| write preview: \{ allowedHosts: \[".herokuapp.com"\] \} in vite\.config/),
    ]);
    expect(told(vite('export default defineConfig({ preview: { allowedHosts: true } });\n'))).toEqual([]);
  });
});
