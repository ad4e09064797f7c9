import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { place } from '../../support/folders.js';
import { gitIn } from '../../support/git.js';
import {
  bareAt,
  commitAll,
  drivers,
  embedded,
  filtered,
  hooks,
  leading,
  quoted,
  script,
  set,
  settings,
  somebodyElse,
  type Kind,
} from './hostile-parts.js';

export type { Kind };

const archive = (name: string, more: (folder: string) => void): Kind => ({
  name,
  live: 'git status',
  build: (folder, line) => {
    rmSync(join(folder, '.git'), { recursive: true });
    more(folder);
    bareAt(folder, ` fsmonitor = ${quoted(line)}`);
    return Promise.resolve({ cwd: folder });
  },
});

export const kinds: readonly Kind[] = [
  {
    name: 'a bare repository among the files, with fsmonitor',
    live: 'git status',
    build: (folder, line) => embedded(folder, ` fsmonitor = ${quoted(line)}`),
  },
  {
    name: 'a bare repository among the files, with hooks',
    live: 'git add --all',
    build: async (folder, line) => {
      const hostile = await embedded(folder, ' hooksPath = hooks');
      for (const hook of hooks) script(join(hostile.cwd, 'hooks', hook), line);
      await commitAll(folder);
      return hostile;
    },
  },
  archive('an archive that is a bare repository', () => undefined),
  archive('an archive that is a bare repository and has an empty .git', (folder) => {
    mkdirSync(join(folder, '.git'));
  }),
  settings('fsmonitor', { 'core.fsmonitor': 'RUN; false' }),
  {
    name: 'hooks',
    live: 'git add --all && git commit -qm x --allow-empty',
    build: (folder, line) => {
      for (const hook of hooks) script(join(folder, '.git/hooks', hook), line);
      return Promise.resolve({ cwd: folder });
    },
  },
  {
    name: 'hooks among the files',
    live: 'git add --all && git commit -qm x --allow-empty',
    build: async (folder, line) => {
      for (const hook of hooks) script(join(folder, 'hooks', hook), line);
      await commitAll(folder);
      return set(folder, { 'core.hooksPath': 'hooks' });
    },
  },
  settings('hooks from settings', { 'hook.x.command': 'RUN', 'hook.x.event': 'post-index-change' }, ''),
  {
    name: 'filters',
    live: 'git status',
    build: async (folder, line) => {
      const hostile = await filtered(folder, drivers, line);
      return { ...hostile, ...(await set(folder, { 'include.path': 'more' })) };
    },
  },
  {
    name: 'filters of one work tree, for files named in .git',
    live: 'git status',
    build: async (folder, line) => {
      await gitIn(folder, 'config', 'extensions.worktreeConfig', 'true');
      place(folder, { '.git/info/attributes': '* filter=x\n', '.git/config.worktree': drivers(line) });
      return { cwd: folder };
    },
  },
  {
    name: 'diff and merge programs',
    live: 'echo x >> .gitattributes; git diff',
    build: async (folder, line) => {
      const own = `[diff "x"]\n textconv = ${quoted(line)}\n command = ${quoted(line)}\n[merge "x"]\n driver = ${quoted(line)}\n`;
      await filtered(folder, () => `${own}[diff]\n external = ${quoted(line)}\n`, line);
      return set(folder, { 'include.path': 'more' });
    },
  },
  settings(
    'editor, pager and similar settings',
    Object.fromEntries([
      ...`core.editor core.pager core.askPass core.sshCommand core.gitProxy core.alternateRefsCommand sequence.editor
        pager.status pager.config gpg.program gpg.ssh.program credential.helper web.browser browser.x.cmd man.x.cmd
        interactive.diffFilter uploadpack.packObjectsHook`
        .split(/\s+/)
        .map((key) => [key, 'RUN']),
      ...['status', 'rev-parse', 'init', 'update-index'].map((name) => [`alias.${name}`, '!RUN']),
    ]) as Record<string, string>,
    'git commit --allow-empty',
  ),
  {
    name: 'a missing object that git would fetch',
    live: 'git status; git diff HEAD',
    build: async (folder, line) => {
      const hash = await gitIn(folder, 'rev-parse', 'HEAD^{tree}');
      await set(folder, {
        'core.repositoryFormatVersion': '1',
        'extensions.partialClone': 'evil',
        'remote.evil.promisor': 'true',
        'remote.evil.url': `ext::sh -c ${line.replaceAll(' ', '% ')}`,
        'remote.evil.uploadpack': line,
        'protocol.ext.allow': 'always',
        'protocol.file.allow': 'always',
      });
      rmSync(join(folder, '.git/objects', hash.slice(0, 2), hash.slice(2)), { force: true });
      return { cwd: folder };
    },
  },
  {
    name: 'a submodule with its own settings',
    live: 'git status',
    build: async (folder, line) => {
      const inner = join(folder, 'module');
      mkdirSync(inner);
      await gitIn(inner, 'init', '--quiet', '-b', 'main');
      place(inner, { a: 'a' });
      await commitAll(inner);
      await gitIn(folder, 'add', 'module');
      await gitIn(folder, 'commit', '--quiet', '--message', 'y');
      for (const hook of hooks) script(join(inner, '.git/hooks', hook), line);
      place(inner, { a: 'b', '.gitattributes': '* filter=x\n' });
      return {
        ...(await set(inner, { 'filter.x.clean': `${line}; cat`, 'core.fsmonitor': `${line}; false` })),
        cwd: folder,
      };
    },
  },
  {
    name: 'a work tree elsewhere',
    live: 'git add --all; git status',
    build: async (folder, line) => {
      const foreign = await somebodyElse(line);
      return { ...(await set(folder, { 'core.worktree': foreign, 'core.fsmonitor': `${line}; false` })), foreign };
    },
  },
  leading('a .git file that leads to another repository', '', (from, to) => {
    writeFileSync(from, `gitdir: ${to}\n`);
  }),
  leading('a .git link that leads to another repository', '', (from, to) => {
    symlinkSync(to, from.replace(/\/$/, ''));
  }),
  leading('settings and objects of another repository', 'commondir', (from, to) => {
    writeFileSync(from, `${dirname(to)}\n`);
  }),
  leading('the index of another repository', 'index', (from, to) => {
    symlinkSync(to, from);
  }),
  leading('the objects of another repository', 'objects', (from, to) => {
    symlinkSync(to, from);
  }),
  {
    name: 'programs that npx puts first',
    live: 'PATH="$PWD/node_modules/.bin:$PATH"; git status',
    build: async (folder, line) => {
      for (const name of ['git', 'less', 'more', 'sh', 'cat', 'xdg-open', 'nix', 'heroku', 'npm', 'node', 'sed'])
        script(join(folder, 'node_modules/.bin', name), line);
      await gitIn(folder, 'add', '--all', '--force');
      await gitIn(folder, 'commit', '--quiet', '--message', 'y');
      return { cwd: folder };
    },
  },
  {
    name: 'settings that JavaScript tools load',
    live: 'node -e "import(process.cwd() + \'/prettier.config.mjs\')"',
    build: async (folder, line) => {
      const code = `import { execSync } from 'node:child_process';\nexecSync(${JSON.stringify(line)});\nexport default {};\n`;
      const modules = ['picomatch', 'ejs', 'prettier'].map((name) => `node_modules/${name}/index.mjs`);
      const names = ['prettier.config.mjs', 'eslint.config.mjs', 'node_modules/generator-x/app/index.mjs', ...modules];
      place(folder, Object.fromEntries(names.map((name) => [name, code])));
      place(folder, {
        '.prettierrc': '{"plugins":["./prettier.config.mjs"]}',
        '.npmrc': 'node-options=--import=./prettier.config.mjs\n',
      });
      await gitIn(folder, 'add', '--all', '--force');
      await gitIn(folder, 'commit', '--quiet', '--message', 'y');
      return { cwd: folder };
    },
  },
];
