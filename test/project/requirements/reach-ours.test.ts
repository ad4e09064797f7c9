import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

/** The files of ours in the command that adds what git ignores, in a project whose .gitignore has `*.nix`. */
function addedIn(files: Readonly<Record<string, string>>): string[] {
  const folder = temporaryFolder({ ...files, '.gitignore': '*.nix\n' });
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const fixes = requirementsFrom(examinedAt(folder)).flatMap(({ kind, state }) =>
    kind === 'ignored' && state.is === 'missing' ? [state.fix ?? ''] : [],
  );
  return fixes.flatMap((fix) => fix.replace('git add --force ', '').split(' '));
}

const all = ['flake.nix', 'nix/app.nix', 'nix/dyno.nix', 'nix/project.nix'];

describe('files of ours that git ignores', () => {
  it('are added with those of the language', () => {
    const go = { 'go.mod': 'module example.com/shop\n\ngo 1.25\n', 'main.go': 'package main\n\nfunc main() {}\n' };
    expect(addedIn(go)).toEqual([...all, 'nix/modules.nix']);
    const node = { 'package.json': '{"name":"a","scripts":{"start":"node a.js"}}', 'a.js': '' };
    expect(addedIn(node)).toEqual([...all, 'nix/lock.nix']);
  });

  it('are added with those of the place that packages come from', () => {
    const code = { 'app.py': 'from flask import Flask\napp = Flask("a")\n' };
    const flask = { ...code, 'requirements.txt': 'flask\ngunicorn\n' };
    expect(addedIn(flask)).toEqual([...all, 'nix/extras.nix', 'nix/versions.nix']);
    const locked = {
      'app.py': flask['app.py'],
      'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n',
      'uv.lock': 'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "shop"\nsource = { virtual = "." }\n',
    };
    expect(addedIn(locked)).toEqual([...all, 'nix/python-lock.nix', 'nix/python-lock']);
  });
});
