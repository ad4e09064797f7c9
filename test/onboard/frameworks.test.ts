import { describe, expect, it } from 'vitest';
import { examinedAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';

/** How a project starts, if that is certain. */
function startOf(files: Readonly<Record<string, string>>): string {
  const { start } = examinedAt(temporaryFolder(files)).detected.facts;
  return start?.settled ? start.value : `not certain: ${start?.value ?? ''}`;
}

const node = (
  dependencies: readonly string[],
  scripts: object = { build: 'x' },
  development: readonly string[] = [],
) => ({
  'package.json': JSON.stringify(
    {
      scripts,
      dependencies: Object.fromEntries(dependencies.map((name) => [name, '^3'])),
      devDependencies: Object.fromEntries(development.map((name) => [name, '^3'])),
    },
    null,
    1,
  ),
});

const nextBuilt = (output: string) => ({
  ...node(['next']),
  'next.config.mjs': `export default { output: '${output}' }\n`,
});
const django = (folder: string, ...dependencies: string[]) => ({
  'requirements.txt': ['django', ...dependencies].join('\n'),
  [`${folder}manage.py`]: 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "blog.settings"\n',
  [`${folder}blog/wsgi.py`]: 'application = get_wsgi_application()\n',
  [`${folder}blog/asgi.py`]: 'application = get_asgi_application()\n',
});
const streamlit = 'streamlit run app.py --server.port ${PORT:-8000} --server.address 0.0.0.0 --server.headless true';

describe('the production command of a framework', () => {
  it.each([
    ['Next.js', node(['next']), 'next start'],
    ['Next.js as files', nextBuilt('export'), 'not certain: '],
    ['Next.js, standalone', nextBuilt('standalone'), 'not certain: next start'],
    ['Nuxt', node([], { build: 'nuxt build' }, ['nuxt']), 'node .output/server/index.mjs'],
    ['Nuxt as files', node(['nuxt'], { build: 'nuxt generate' }), 'not certain: '],
    ['SvelteKit', node([], { build: 'vite build' }, ['@sveltejs/adapter-node']), 'node build'],
    [
      'SvelteKit with a folder of its own',
      { ...node([], {}, ['@sveltejs/adapter-node']), 'svelte.config.js': "adapter({ out: 'dist' })\n" },
      'node dist',
    ],
    ['SvelteKit without a server', node([], { dev: 'vite' }, ['@sveltejs/adapter-static']), 'not certain: '],
    [
      'Astro',
      {
        ...node(['astro', '@astrojs/node'], { start: 'astro dev' }),
        'astro.config.mjs': "node({ mode: 'standalone' })\n",
      },
      'HOST=0.0.0.0 node ./dist/server/entry.mjs',
    ],
    ['Astro without a server', node(['astro'], { dev: 'astro dev' }), 'not certain: '],
    [
      'NestJS',
      { ...node(['@nestjs/core'], { build: 'nest build', start: 'nest start' }), 'src/main.ts': '' },
      'node dist/main',
    ],
    ['NestJS that says it', node(['@nestjs/core'], { 'start:prod': 'node dist/src/main' }), 'npm run start:prod'],
    ['React Router', node(['@react-router/serve']), 'react-router-serve ./build/server/index.js'],
    ['Remix', { ...node(['@remix-run/serve']), 'vite.config.ts': '' }, 'remix-serve ./build/server/index.js'],
    [
      'AdonisJS',
      {
        ...node(['@adonisjs/core'], { start: 'node bin/server.js', build: 'node ace build' }),
        'bin/server.ts': "import { Ignitor } from '@adonisjs/core'\n",
      },
      'HOST=0.0.0.0 node build/bin/server.js',
    ],
    [
      'Hono',
      { ...node(['hono', '@hono/node-server'], { build: 'tsc' }), 'src/index.ts': '' },
      'not certain: node dist/index.js',
    ],
    ['a start script', node(['next', 'nuxt'], { start: 'node server.js' }), 'npm start'],
    ['Streamlit', { 'requirements.txt': 'streamlit\n', 'app.py': 'import streamlit as st\n' }, streamlit],
    [
      'Chainlit',
      { 'requirements.txt': 'chainlit\n', 'app.py': 'import chainlit as cl\n' },
      'chainlit run app.py --host 0.0.0.0 --port ${PORT:-8000} --headless',
    ],
    [
      'Gradio',
      { 'requirements.txt': 'gradio\n', 'app.py': 'import gradio as gr\ngr.Interface(f).launch()\n' },
      'GRADIO_SERVER_NAME=0.0.0.0 GRADIO_SERVER_PORT=${PORT:-8000} python app.py',
    ],
    [
      'Sanic',
      { 'requirements.txt': 'sanic\n', 'main.py': 'app = Sanic("a")\n' },
      'sanic main:app --host 0.0.0.0 --port ${PORT:-8000}',
    ],
    [
      'Dash',
      { 'requirements.txt': 'dash\n', 'app.py': 'app = Dash(__name__)\n' },
      'not certain: HOST=0.0.0.0 python app.py',
    ],
    ['Django', django(''), 'gunicorn blog.wsgi:application --bind 0.0.0.0:${PORT:-8000}'],
    ['Django with channels', django('', 'channels'), 'daphne -b 0.0.0.0 -p ${PORT:-8000} blog.asgi:application'],
    ['Django below its list', django('src/'), 'cd src && gunicorn blog.wsgi:application --bind 0.0.0.0:${PORT:-8000}'],
    [
      'the same with channels',
      django('my app/', 'daphne'),
      "cd 'my app' && daphne -b 0.0.0.0 -p ${PORT:-8000} blog.asgi:application",
    ],
    [
      'Django in a part with a list of its own',
      { ...django('api/'), 'api/requirements.txt': 'django\n' },
      'not certain: ',
    ],
    ['a Procfile', { ...django('', 'channels'), Procfile: 'web: gunicorn blog.wsgi\n' }, 'gunicorn blog.wsgi'],
  ])('%s', (_, files, command) => {
    expect(startOf(files)).toBe(command);
  });
});
