import { describe, expect, it } from 'vitest';
import { concluded } from '../../../generators/core/project/conclusions.js';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { catalog } from '../../support/rendering.js';

type Files = Readonly<Record<string, string>>;

/** What is told about chores and second languages: stage, state and headline, with the place. */
const choresOf = (files: Files): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files)))
    .filter(({ kind }) => ['chore', 'second-language'].includes(kind))
    .map(
      ({ stage, state, headline, evidence: [place] }) =>
        `${stage} ${state.is}: ${headline} @${place?.path ?? ''}:${place?.line ?? 0}`,
    );

const python: Files = {
  'requirements.txt': 'flask\ngunicorn\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  Procfile: 'web: gunicorn app:app\n',
};

const go: Files = { 'go.mod': 'module example.com/app\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' };

const node: Files = {
  'package.json': JSON.stringify({ scripts: { start: 'node server.js' } }),
  'server.js': 'require("http").createServer().listen(process.env.PORT);\n',
};

const buildpacks = (...urls: readonly string[]): string =>
  JSON.stringify({ stack: 'container', buildpacks: urls.map((url) => ({ url })) }, undefined, 1);

const script = (build: string): string => JSON.stringify({ scripts: { build } }, undefined, 1);

describe('what only buildpacks do', () => {
  it.each<readonly [string, Files, string]>([
    ['Aptfile', { ...python, Aptfile: '# for images\nlibvips\n' }, "boot missing: Aptfile isn't read"],
    ['a hook', { ...python, 'bin/post_compile': 'python x.py\n' }, "build missing: bin/post_compile isn't run"],
    ['a hook before', { ...python, 'bin/pre_compile': 'python x.py\n' }, "build missing: bin/pre_compile isn't run"],
    ["Go's hook", { ...go, 'bin/go-post-compile': 'x\n' }, "build missing: bin/go-post-compile isn't run"],
    ['.profile', { ...python, '.profile': 'export A=1\n' }, "boot missing: .profile isn't read"],
    ['.profile.d', { ...node, '.profile.d/a.sh': 'export A=1\n' }, "boot missing: .profile.d/a.sh isn't read"],
    ['.slugignore', { ...go, '.slugignore': '*.psd\n' }, "keep missing: .slugignore isn't read"],
    [
      'nltk',
      { ...python, 'nltk.txt': 'punkt\n' },
      "boot missing: nltk.txt isn't read, so the image lacks nltk's data: punkt",
    ],
    [
      'a buildpack',
      { ...node, 'app.json': buildpacks('heroku/nodejs', 'https://a.example/ffmpeg') },
      'boot unknown: app.json lists the buildpack https://a.example/ffmpeg',
    ],
    [
      '.buildpacks',
      { ...go, '.buildpacks': 'https://github.com/heroku/heroku-buildpack-pgbouncer\n' },
      'boot unknown: .buildpacks lists https://',
    ],
    [
      'project.toml',
      { ...python, 'project.toml': '[[io.buildpacks.group]]\nid = "heroku/ruby"\n' },
      'boot unknown: project.toml lists the buildpack heroku/ruby',
    ],
    [
      'a script before npm',
      { ...node, 'package.json': JSON.stringify({ scripts: { start: 'node server.js', 'heroku-prebuild': 'x' } }) },
      "build missing: heroku-prebuild isn't run: x",
    ],
  ])('is told once: %s', (_, files, expected) => {
    expect(choresOf(files)).toEqual([expect.stringContaining(expected)]);
  });

  it.each<readonly [string, Files]>([
    ['nothing', python],
    ['a list without packages', { ...python, Aptfile: '# none\n', 'nltk.txt': '# none\n' }],
    ['an empty profile', { ...python, '.profile': '# nothing\n' }],
    [
      'a profile that the command reads',
      { ...python, '.profile': 'export A=1\n', Procfile: 'web: . ./.profile && gunicorn app:app\n' },
    ],
    ["the language's own buildpack", { ...python, 'app.json': buildpacks('heroku/python') }],
    [
      "the language's own buildpack by its address",
      { ...go, '.buildpacks': 'https://github.com/heroku/heroku-buildpack-go\n' },
    ],
    ['data that the image has', { ...python, 'nltk.txt': 'punkt\n', 'nix/app.nix': 'NLTK_DATA=x\n' }],
  ])("isn't mentioned without need: %s", (_, files) => {
    expect(choresOf(files)).toEqual([]);
  });
});

describe('static files of Django', () => {
  const django: Files = {
    'requirements.txt': 'django\ngunicorn\nwhitenoise\n',
    'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    'shop/settings.py': 'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_ROOT = BASE_DIR / "static"\n',
    'shop/wsgi.py': 'application = get_wsgi_application()\n',
  };
  const buildsOf = (files: Files): string => {
    const examined = examinedAt(temporaryFolder(files));
    const template = catalog.templates.find(({ id }) => id === examined.detected.template);
    return template ? concluded(template, examined, {}, { options: {} }).project.builds : 'unknown';
  };

  it('are collected by the build', () => {
    expect(buildsOf(django)).toBe('python manage.py collectstatic --noinput');
    expect(choresOf(django)).toEqual([expect.stringMatching(/^build met: The build runs collectstatic/)]);
    const chosen = 'name = "shop.azure" if AZURE else "shop.settings"\nos.environ.setdefault(name)\n';
    expect(buildsOf({ ...django, 'manage.py': chosen })).toBe('python manage.py collectstatic --noinput');
  });

  it.each<readonly [string, Files]>([
    [
      'settings for production',
      {
        ...django,
        'manage.py': 'x("DJANGO_SETTINGS_MODULE", "shop.settings.local")\n',
        'shop/settings/base.py': django['shop/settings.py'] ?? '',
        'shop/settings.py': '',
      },
    ],
    [
      'storage elsewhere',
      { ...django, 'shop/settings.py': `${django['shop/settings.py'] ?? ''}S = "storages.backends.s3.S3Storage"\n` },
    ],
  ])('are a step of the user with %s', (_, files) => {
    expect(buildsOf(files)).toBe('');
    expect(choresOf(files)).toEqual([expect.stringMatching(/^build missing: Nothing collects .* STATIC_ROOT/)]);
  });

  it.each<readonly [string, Files]>([
    ['no folder for them', { ...django, 'shop/settings.py': 'INSTALLED_APPS = ["django.contrib.staticfiles"]\n' }],
    ['no app for them', { ...django, 'shop/settings.py': 'STATIC_ROOT = "a"\n' }],
  ])('are left alone with %s', (_, files) => {
    expect(buildsOf(files)).toBe('');
    expect(choresOf(files)).toEqual([]);
  });
});

describe('a second language', () => {
  it.each<readonly [string, Files, string]>([
    [
      'writes a file that is absent',
      { ...python, 'package.json': script('tailwindcss -i a.css -o static/a.css') },
      "build missing: package.json has a build script that isn't run, and the repository lacks static/a.css",
    ],
    [
      'is among the buildpacks',
      { ...python, 'package.json': script('vite build'), 'app.json': buildpacks('heroku/nodejs', 'heroku/python') },
      "build missing: package.json has a build script that isn't run: vite build",
    ],
    [
      'may be needed',
      { ...go, 'frontend/package.json': script('vite build') },
      "build unknown: frontend/package.json has a build script that isn't run: vite build",
    ],
    [
      'is started by the app',
      { ...node, 'server.js': 'spawn("python3", ["a.py"]); listen(process.env.PORT)\n' },
      "answer missing: server.js starts python3, which isn't in the image",
    ],
    [
      'is started by an app in Python',
      { ...python, 'app.py': 'app = Flask(__name__)\nsubprocess.run(["node", "a.js"])\n' },
      "answer missing: app.py starts node, which isn't in the image",
    ],
    ['lies beside the app', { ...node, 'requirements.txt': 'numpy\n' }, "keep unknown: requirements.txt isn't read"],
    [
      'is a buildpack beside the app',
      { ...node, 'requirements.txt': 'numpy\n', 'app.json': buildpacks('heroku/python', 'heroku/nodejs') },
      "boot missing: requirements.txt isn't read",
    ],
  ])('%s', (_, files, expected) => {
    const template = 'package.json' in files && files['server.js'] ? 'node' : undefined;
    const told = requirementsFrom(examinedAt(temporaryFolder(files), template))
      .filter(({ kind }) => ['chore', 'second-language'].includes(kind))
      .map(({ stage, state, headline }) => `${stage} ${state.is}: ${headline}`);
    expect(told).toEqual([expect.stringContaining(expected)]);
  });

  it.each<readonly [string, Files]>([
    [
      'has written its file',
      { ...python, 'package.json': script('tailwindcss -i a.css -o static/a.css'), 'static/a.css': '' },
    ],
    ['has no build', { ...python, 'package.json': JSON.stringify({ scripts: { lint: 'eslint' } }) }],
    [
      'has made what Go embeds',
      { ...go, 'main.go': 'package main\n\n//go:embed dist\nvar x embed.FS\n\nfunc main() {}\n', 'dist/a.js': '' },
    ],
  ])("isn't in the way if it %s", (_, files) => {
    expect(choresOf(files)).toEqual([]);
  });
});
