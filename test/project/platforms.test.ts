import { describe, expect, it } from 'vitest';
import { examinedAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';

const python = { 'requirements.txt': 'gunicorn\n', 'app.py': 'x = 1\n' };

/** How an app starts, and where that is written. */
const startOf = (files: Readonly<Record<string, string>>): string | undefined => {
  const { start } = examinedAt(temporaryFolder({ ...python, ...files })).detected.facts;
  const [place] = start?.evidence ?? [];
  return start?.settled ? `${start.value} @${place?.path ?? ''}:${place?.line ?? 0}` : undefined;
};

describe('the start command for another platform', () => {
  it.each([
    ['render.yaml', 'services:\n  - type: web\n    name: a\n    startCommand: gunicorn a:b\n', 4],
    ['render.yaml', '# mine\nservices: [{ type: web, startCommand: "gunicorn a:b" }]\n', 2],
    [
      'render.yaml',
      'services:\n  - type: worker\n    startCommand: python w.py\n  - type: web\n    startCommand: gunicorn a:b\n',
      5,
    ],
    ['fly.toml', 'app = "a"\n[processes]\n  app = "gunicorn a:b"\n', 3],
    ['fly.toml', '[processes]\n  web = "gunicorn a:b"\n  worker = "python w.py"\n', 2],
    ['railway.json', '{\n  "deploy": { "startCommand": "gunicorn a:b" }\n}\n', 2],
    ['railway.toml', '[deploy]\nstartCommand = "gunicorn a:b"\n', 2],
    ['.do/app.yaml', 'name: a\nservices:\n- name: web\n  run_command: gunicorn a:b\n', 4],
    ['nixpacks.toml', '[start]\ncmd = "gunicorn a:b"\n', 2],
  ])('is read: %s %j', (path, text, line) => {
    expect(startOf({ [path]: text })).toBe(`gunicorn a:b @${path}:${line}`);
    expect(startOf({ [path]: text, Procfile: 'web: gunicorn c:d\n' })).toBe('gunicorn c:d @Procfile:1');
  });

  it.each([
    ['render.yaml', 'services:\n  - type: web\n   broken: [\n'],
    ['render.yaml', 'services:\n  - type: web\n    startCommand: ./bin/server\n'],
    ['render.yaml', 'services:\n  - type: worker\n    startCommand: python w.py\n'],
    ['fly.toml', '[processes]\napp = "/app/server"\n'],
    ['render.yaml', `services:\n  - startCommand: ${'['.repeat(20_000)}\n`],
    [
      'render.yaml',
      `a: &a [x, x]\n${'bcdefghijklmnopqrstuvwxyz'
        .split('')
        .map((n, i) => `${n}: &${n} [*${String.fromCharCode(97 + i)}, *${String.fromCharCode(97 + i)}]`)
        .join('\n')}\n`,
    ],
    ['fly.toml', '[processes]\n'],
    ['railway.json', '{'],
  ])('may be missing or unreadable: %s %#', (path, text) => {
    expect(startOf({ [path]: text })).toBeUndefined();
  });
});
