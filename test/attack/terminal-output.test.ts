import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { lockPath, storedPath } from '../../generators/core/model/records.js';
import { freshFolder, place, textAt } from '../support/folders.js';
import { answersFor } from '../support/rendering.js';
import { run, type Ran } from '../support/run.js';
import { effort, tried } from './support/effort.js';

/**
 * Text that a terminal acts on: a title, the clipboard, colors, a bell, C1, reversed text, line ends of some programs.
 */
const attacks = [
  '\x1b]0;owned\x07',
  '\x1b]52;c;b3duZWQ=\x07',
  '\x1b[2J\x1b[31m',
  '\x9b31m\x9d0;owned\x9c',
  '\u202egnp.exe\u2066',
  '\u2028owned\u2029',
  '\b\b\b\r\v\f',
];
const used = [attacks.join(' '), ...attacks].slice(0, effort(1, attacks.length + 1));

/** What a terminal acts on, except newlines, and the tabs of a diff. */
const acting = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u; // eslint-disable-line no-control-regex

function expectHarmless(ran: Ran, surface: string): void {
  const found = [ran.stdout, ran.stderr].filter((text) => acting.test(text));
  tried(`terminal: ${surface}`, 1, found.length);
  expect(found).toEqual([]);
  expect(ran.stdout + ran.stderr).not.toContain('Something went wrong');
}

const env = { NO_COLOR: '1' };

describe.each(used)('a project that contains %j', (attack) => {
  const named = attack.replaceAll('/', '');
  const hostile = {
    Procfile: `web: gunicorn app:app ${attack}\nworker: x ${attack}\n`,
    'requirements.txt': `flask==1.0 ${attack}\ngunicorn\n${attack}\n`,
    'app.py': `from flask import Flask\napp = Flask(__name__)\napp.run(host="127.0.0.1") # ${attack}\n`,
    'runtime.txt': `python-3.1${attack}`,
    'package.json': JSON.stringify({ scripts: { start: attack, build: attack }, dependencies: { [attack]: attack } }),
    'go.mod': `module x${attack}\ngo 1.2${attack}\nrequire a.b/c${attack} v1.0.0${attack}\n`,
    [`requirement${named}s.txt`]: 'x\n',
    [`${named}/wsgi.py`]: 'application = get_wsgi_application()\n',
    [`${named}/package.json`]: '{"scripts":{"start":"node x"}}',
    [`cmd/${named}/main.go`]: 'package main\nfunc main() {}\n',
    Dockerfile: `FROM ${attack}\n`,
    'app.json': JSON.stringify({ addons: [attack] }),
  };
  const doors: readonly (readonly [string, readonly string[]])[] = [
    ['onboard --explain', ['onboard', '--explain']],
    ['onboard --explain --json', ['onboard', '--explain', '--json']],
    ['onboard --dry-run', ['onboard', '--dry-run', '--yes', '--template', 'flask', '--web', 'run it', '--force']],
    ['onboard --dry-run --json', ['onboard', '--dry-run', '--json', '--template', 'node', '--web', 'run it']],
    ['onboard', ['onboard', '--yes', '--template', 'go', '--web', 'run it', '--skip-git']],
    ['onboard without an answer', ['onboard', '--yes', '--template', 'flask']],
    ['onboard with a hostile command', ['onboard', '--yes', '--template', 'flask', '--web', attack]],
    ['onboard with a hostile root', ['onboard', '--root', named, '--yes']],
    ['create --dry-run', ['--template', 'go', '--dry-run', '--yes', '--force']],
    ['create', ['--template', 'go', '--yes', '--skip-git']],
    ['update', ['update']],
    ['addon', ['addon', 'redis']],
  ];
  it.each(doors.slice(0, effort(4, doors.length)))("doesn't affect a terminal: %s", async (door, args) => {
    const cwd = freshFolder(`p${named.replaceAll('\b', '')}`);
    place(cwd, hostile);
    expectHarmless(await run(args, { cwd, env }), door);
  });

  it(
    "doesn't affect a terminal when a folder with that name is written to, or can't be written to",
    { timeout: 600_000 },
    async () => {
      const cwd = freshFolder();
      mkdirSync(join(cwd, named));
      const args = ['--template', 'go', '--yes', '--skip-git', '--', named];
      expectHarmless(await run(args, { cwd, env }), 'create in a folder');
      place(join(cwd, named), { Dockerfile: attack });
      expectHarmless(await run(args, { cwd, env }), 'create over other files');
      expectHarmless(await run(['update', '--dry-run', '--', named], { cwd, env }), 'update of a folder');
      expectHarmless(await run(['update', '--force', '--', named], { cwd, env }), 'update of a folder');
      expectHarmless(await run([named, named], { cwd, env }), 'two folders');
      expectHarmless(await run([`--${named}`], { cwd, env }), 'unknown flag');
      expectHarmless(await run(['--template', attack, '--yes', '--json'], { cwd, env }), 'unknown template as JSON');
    },
  );

  it("doesn't affect a terminal through records", { timeout: 600_000 }, async () => {
    const records: Record<string, (cwd: string) => void> = {
      'stored answers': (cwd) => {
        const project = { processes: { [attack]: attack, web: attack }, packages: [attack], manifests: [attack] };
        const own = { ...answersFor('flask'), base: attack, title: attack, options: { [attack]: attack }, project };
        place(cwd, { [storedPath]: JSON.stringify({ [ownPackage.name]: own }) });
      },
      'the version of a lock': (cwd) => {
        const lock = JSON.parse(textAt(cwd, lockPath)) as Record<string, unknown>;
        place(cwd, { [lockPath]: JSON.stringify({ ...lock, generator: `1.0.0${attack}` }) });
      },
      'the form of a lock': (cwd) => {
        place(cwd, { [lockPath]: JSON.stringify({ format: 2, generator: attack }) });
      },
      'the paths of a lock': (cwd) => {
        const lock = JSON.parse(textAt(cwd, lockPath)) as { managed: Record<string, unknown> };
        place(cwd, { [lockPath]: JSON.stringify({ ...lock, managed: { ...lock.managed, [attack]: [attack] } }) });
      },
      'a lock that is no JSON': (cwd) => {
        place(cwd, { [lockPath]: attack });
      },
    };
    for (const [surface, change] of Object.entries(records).slice(0, effort(2, 5))) {
      const cwd = freshFolder('my-app');
      expect(await run(['--template', 'flask', '--yes', '--skip-git'], { cwd })).toMatchObject({ code: 0 });
      change(cwd);
      for (const args of [
        ['update', '--force'],
        ['addon', 'redis', '--force'],
        ['--yes', '--dry-run'],
      ])
        expectHarmless(await run(args, { cwd, env }), surface);
    }
  });
});
