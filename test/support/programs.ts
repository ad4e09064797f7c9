import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freshFolder, place } from './folders.js';
import { bin, plainEnvironment } from './run.js';

/** A machine that has every program the next steps need, but where none of them reaches other machines. */
export interface Machine {
  readonly env: { readonly PATH: string; readonly HOME: string };
  /** How Nix and the Heroku CLI were called, in order. */
  readonly calls: () => string[];
  /** Creates the repository on Heroku of an app that exists already. */
  readonly host: (app: string) => string;
}

/** Like the real one, it adds a remote, and keeps an existing one with that name. */
const heroku = `
remote=heroku; app=
[ "$1" = create ] || exit 0
shift
while [ $# -gt 0 ]; do
  case "$1" in --remote) remote=$2; shift ;; -*) ;; *) app=$1 ;; esac
  shift
done
app=\${app:-quiet-river-1}
git init --quiet --bare "$HOME/hosted/$app.git"
git remote add "$remote" "https://git.heroku.com/$app.git" || true`;

/** @param without programs that aren't installed */
export function machine(...without: readonly string[]): Machine {
  const [folder, home] = [freshFolder('programs'), freshFolder('home')];
  const log = join(folder, 'calls.log');
  const scripts = { nix: '', heroku, 'heroku-nix': `exec '${process.execPath}' '${bin}' "$@"` };
  for (const [name, script] of Object.entries(scripts))
    if (!without.includes(name))
      writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> '${log}'\n${script}\n`, { mode: 0o755 });
  place(home, {
    '.gitconfig': `[user]\n  name = A\n  email = a@example.org\n[url "${home}/hosted/"]\n  insteadOf = https://git.heroku.com/\n`,
  });
  const system = without.includes('git') ? withoutGit() : (plainEnvironment.PATH ?? '');
  return {
    env: { PATH: [folder, system].join(delimiter), HOME: home },
    calls: () =>
      (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []).filter(
        (call) => !call.startsWith('heroku-nix '),
      ),
    host: (app) => {
      const repository = join(home, 'hosted', `${app}.git`);
      mkdirSync(repository, { recursive: true });
      return repository;
    },
  };
}

/** A PATH with what a shell script needs, and nothing else. */
function withoutGit(): string {
  const folder = freshFolder('system');
  symlinkSync('/bin/sh', join(folder, 'sh'));
  return folder;
}
