import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { place, temporaryFolder } from '../../support/folders.js';
import { gitIn, repositoryOf } from '../../support/git.js';
import { run } from '../../support/run.js';

const python = {
  Procfile: 'web: gunicorn shop.wsgi:app\n',
  'requirements.txt': '-r requirements/base.txt\ngunicorn\n',
  'requirements/base.txt': 'flask\n',
  'shop/wsgi.py': 'from flask import Flask\napp = Flask(__name__)\n',
};
const node = {
  'package.json': JSON.stringify({ name: 'a', scripts: { start: 'node src/server.js' }, dependencies: { ms: '2' } }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { dependencies: { ms: '2' } }, 'node_modules/ms': { resolved: 'a', integrity: 'b' } },
  }),
  'src/server.js': 'require("http").createServer().listen(process.env.PORT)\n',
};
const go = {
  'go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire github.com/a/b v1.0.0\n',
  'vendor/modules.txt': '# github.com/a/b v1.0.0\n## explicit\ngithub.com/a/b\n',
  'main.go': 'package main\n\nfunc main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }\n',
};

const reachAt = (folder: string) =>
  requirementsFrom(examinedAt(folder)).filter(({ kind }) => kind === 'ignored' || kind === 'submodule');

/** What is said, with the place and what to do. */
const toldAt = (folder: string): string[] =>
  reachAt(folder).map(({ headline, state, evidence: [at] }) => {
    const step = state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : '';
    return `${headline} | ${step ?? ''} @${at?.path ?? ''}:${at?.line ?? 0}`;
  });

describe("the user's .dockerignore", () => {
  const fine: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['', python],
    ['node_modules\n.git\n*.md\n.env*\nDockerfile*\nProcfile\ndocs\n', python],
    ['*\n!requirements*\n!shop\n!flake.*\n!nix\n', python],
    ['**/*.test.js\nnode_modules\ndist\n', node],
    ['*\n!package*.json\n!src/\n!flake.nix\n!flake.lock\n!nix/**\n', node],
    ['bin\ntmp\n*_test.go\n', go],
  ];
  it.each(fine)('may be %j', (text, files) => {
    expect(toldAt(temporaryFolder({ ...files, '.dockerignore': text }))).toEqual([]);
  });

  const hiding: readonly (readonly [string, Readonly<Record<string, string>>, number, string])[] = [
    ['*\n!shop\n', python, 1, 'flake.nix, flake.lock, nix, requirements, requirements.txt'],
    [
      '# mine\n**/*.nix\n',
      python,
      2,
      'flake.nix, nix/app.nix, nix/dyno.nix, nix/project.nix, nix/extras.nix, nix/versions.nix',
    ],
    ['*.lock\n', python, 1, 'flake.lock'],
    ['requirements/\n', python, 1, 'requirements'],
    ['shop', python, 1, 'shop'],
    ['nix\n', node, 1, 'nix'],
    ['package-lock.json\n', node, 1, 'package-lock.json'],
    ['*\n!flake.nix\n!flake.lock\n!nix\n!package.json\n!package-lock.json\n', node, 1, 'src'],
    ['vendor\n', go, 1, 'vendor'],
    ['go.*\n', go, 1, 'go.mod'],
  ];
  it.each(hiding)('%j hides what the build needs, until the fix has run', async (text, files, line, hidden) => {
    const folder = temporaryFolder({ ...files, '.dockerignore': text });
    const [told, ...more] = reachAt(folder);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      stage: 'build',
      headline: `.dockerignore hides what the Dockerfile copies: ${hidden}`,
      evidence: [{ path: '.dockerignore', line }],
    });
    const fix = told?.state.is === 'missing' ? (told.state.fix ?? '') : '';
    expect(await run(['-c', fix], { cwd: folder, program: ['sh'] })).toMatchObject({ code: 0 });
    expect(toldAt(folder)).toEqual([]);
  });
});

describe('what git ignores', () => {
  it.each([
    ['package-lock.json\n', node, ['package-lock.json @.gitignore:1']],
    ['*.lock\n', node, ['flake.lock @.gitignore:1']],
    ['node_modules\n*.js\n', node, ['src/server.js @.gitignore:2']],
    [
      '/requirements*\nProcfile\n',
      python,
      ['Procfile @.gitignore:2', 'requirements/base.txt, requirements.txt @.gitignore:1'],
    ],
    ['vendor/\n', go, ['vendor @.gitignore:1']],
    ['nix/\nresult\n', go, ['nix/app.nix, nix/dyno.nix, nix/project.nix, nix/modules.nix @.gitignore:1']],
    ['Dockerfile\n', go, ['Dockerfile @.gitignore:1']],
    ['*\n!*.json\n!/src/\n!src/*\n!Dockerfile\n!*.yml\n!flake.*\n!nix/\n!nix/*\n', node, []],
    ['node_modules\n.env\ndist\nresult\n*.log\n', node, []],
  ])('%j', async (list, files, expected) => {
    const folder = await repositoryOf({ '.gitignore': list, ...files });
    const told = reachAt(folder).map(({ headline, evidence: [at] }) => {
      const [, path = ''] =
        /^Git ignores (.+), so (?:it reaches|they reach) neither Heroku nor Nix$/.exec(headline) ?? [];
      return `${path} @${at?.path ?? ''}:${at?.line ?? 0}`;
    });
    expect(told).toEqual(expected);
  });

  it('counts no longer once git tracks it', async () => {
    const folder = await repositoryOf({ '.gitignore': 'package-lock.json\n', ...node });
    expect(toldAt(folder)).toEqual([
      'Git ignores package-lock.json, so it reaches neither Heroku nor Nix | ' +
        'git add --force package-lock.json @.gitignore:1',
    ]);
    await gitIn(folder, 'add', '--force', 'package-lock.json');
    expect(toldAt(folder)).toEqual([]);
  });

  it('is said by a list above a folder of a larger repository, too', async () => {
    const root = await repositoryOf({ '.gitignore': '*-lock.json\n' });
    mkdirSync(join(root, 'api'));
    place(join(root, 'api'), node);
    expect(toldAt(join(root, 'api'))).toEqual([expect.stringMatching(/\| git add --force package-lock\.json @:0$/)]);
  });

  it('says nothing about files that a build makes', async () => {
    const made = { ...node, 'package.json': node['package.json'].replace('"scripts":{', '"scripts":{"build":"tsc",') };
    expect(toldAt(await repositoryOf({ '.gitignore': 'src\n', ...made }))).toEqual([]);
  });

  it("says nothing where there's no repository", () => {
    expect(toldAt(temporaryFolder({ '.gitignore': 'Procfile\n', ...python }))).toEqual([]);
  });
});

describe('submodules', () => {
  it('are named, and the commands that are printed end them', async () => {
    const other = await repositoryOf({ '__init__.py': '' });
    const folder = await repositoryOf(python);
    await gitIn(folder, 'submodule', '--quiet', 'add', other, 'lib');
    await gitIn(folder, 'submodule', '--quiet', 'add', other, 'docs/theme');
    const [told, ...more] = reachAt(folder);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      headline: 'lib is a Git submodule, which Nix leaves out of the build',
      evidence: [{ path: '.gitmodules', line: 1 }],
    });
    const check = told?.state.is === 'unknown' ? told.state.check : '';
    const commands = check.slice(check.indexOf(': ') + 2);
    expect(await run(['-c', commands], { cwd: folder, program: ['sh'] })).toMatchObject({ code: 0 });
    expect(toldAt(folder)).toEqual([]);
    expect(await gitIn(folder, 'ls-files', 'lib')).toBe('lib/__init__.py');
  });

  it('are read in any order of settings, and no more than that', () => {
    const text = '[submodule "a b"]\n\turl = x\n\tpath = "a b"\n[other]\n[submodule "c"]\nurl = y\n';
    expect(toldAt(temporaryFolder({ ...python, '.gitmodules': text }))).toEqual([
      expect.stringMatching(
        /^a b is a Git submodule.*git submodule update --init 'a b' && git rm --cached 'a b'.*@\.gitmodules:1$/,
      ),
    ]);
  });
});
