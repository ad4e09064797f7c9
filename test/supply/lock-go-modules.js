/*
 * Writes the modules of the Go template anew: for each set of add-ons, what go.mod requires, go.sum, and the hash of what is
 * vendored. Run it after a change of imports or versions, with Go and Nix on PATH: node test/supply/lock-go-modules.js
 * Versions stay as they are; for newer ones, name them: node test/supply/lock-go-modules.js github.com/jackc/pgx/v5@v5.13.0
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sets } from '../proof/addons.js';

const clone = join(import.meta.dirname, '../..');
const modules = join(clone, 'templates/go/partials/modules');

for (const addons of sets) {
  const name = addons.join('-');
  const folder = mkdtempSync(join(tmpdir(), 'go-modules-'));
  const app = join(folder, 'app');
  const create = ['--template', 'go', '--addons', addons.join(), '--yes', '--skip-git'];
  execFileSync(process.execPath, [join(clone, 'dist/program/heroku-nix.cjs'), app, ...create]);
  const go = (/** @type {string[]} */ ...args) =>
    execFileSync('go', args, { cwd: app, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const used = process.argv
    .slice(2)
    .filter((each) => go('list', '-e', '-f', '{{join .Imports " "}}', './...').includes(each.split('@')[0] ?? each));
  if (used.length > 0) go('get', ...used);
  go('mod', 'tidy');
  const [, ...required] = readFileSync(join(app, 'go.mod'), 'utf8').split('\n\nrequire ');
  writeFileSync(join(modules, `${name}.mod.ejs`), `require ${required.join('\n\nrequire ')}`);
  cpSync(join(app, 'go.sum'), join(modules, `${name}.sum.ejs`));
  // As Nix does it: from these three files alone.
  const source = join(folder, 'source');
  mkdirSync(source);
  for (const each of ['go.mod', 'go.sum', 'modules.go']) cpSync(join(app, each), join(source, each));
  execFileSync('go', ['mod', 'vendor'], { cwd: source, stdio: 'inherit' });
  const nix = ['--extra-experimental-features', 'nix-command', 'hash', 'path', join(source, 'vendor')];
  writeFileSync(join(modules, `${name}.hash.ejs`), execFileSync('nix', nix, { encoding: 'utf8' }));
  console.log(name, readFileSync(join(modules, `${name}.hash.ejs`), 'utf8').trim());
}
