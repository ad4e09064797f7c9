import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, place } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { bin, plainEnvironment, run } from '../support/run.js';
import { keys, openTerminal, type Terminal } from '../support/terminal.js';

/** How each shell is started with our script, in its own home directory. */
const shells = {
  bash: (home: string, script: string) => {
    place(home, { rc: `PS1='ready> '\nbind 'set bell-style none'\n${script}` });
    return ['bash', '--noprofile', '--rcfile', join(home, 'rc'), '-i'];
  },
  zsh: (home: string, script: string) => {
    place(home, { '.zshrc': `PS1='ready> '\nautoload -U compinit && compinit -u\n${script}` });
    return ['zsh', '--no-global-rcs', '-i'];
  },
  fish: (home: string, script: string) => {
    place(home, {
      '.config/fish/completions/heroku-nix.fish': script,
      '.config/fish/config.fish': 'function fish_prompt; echo -n "ready> "; end\nset -U fish_greeting',
    });
    return ['fish', '-i'];
  },
} as const;

const isInstalled = (shell: string): boolean =>
  plainEnvironment.PATH?.split(delimiter).some((folder) => existsSync(join(folder, shell))) ?? false;

/** A shell that knows heroku-nix and its completion, in a directory with one folder. */
async function open(shell: keyof typeof shells): Promise<{ terminal: Terminal; cwd: string }> {
  const [cwd, home, program] = [freshFolder(), freshFolder('home'), join(freshFolder('bin'), 'heroku-nix')];
  mkdirSync(join(cwd, 'some-folder'));
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  const { stdout: script } = await run(['completion', shell], { cwd });
  const [file = '', ...args] = shells[shell](home, script);
  const env = { HOME: home, PATH: [dirname(program), plainEnvironment.PATH].join(delimiter), CI: undefined };
  const terminal = openTerminal([], { cwd, env, program: [file, ...args] }, { cols: 120, rows: 30 });
  await terminal.until('ready>');
  return { terminal, cwd };
}

describe.each(Object.keys(shells) as (keyof typeof shells)[])('Tab in %s', (shell) => {
  const [template] = catalog.templates;
  const id = template?.id ?? '';
  const cases: [string, string][] = [
    ['heroku-nix brow', 'heroku-nix browse '],
    [`heroku-nix browse ${id.slice(0, -1)}`, `heroku-nix browse ${id} `],
    [`heroku-nix browse ${id} flake.n`, `heroku-nix browse ${id} flake.nix `],
    [`heroku-nix my-app --templ`, 'heroku-nix my-app --template '],
    [`heroku-nix --template ${id.slice(0, -1)}`, `heroku-nix --template ${id} `],
    [`heroku-nix --template=${id.slice(0, -1)}`, `heroku-nix --template=${id} `],
    ['heroku-nix browse --html so', 'heroku-nix browse --html some-folder/'],
    ['heroku-nix browse --html=so', 'heroku-nix browse --html=some-folder/'],
    ['heroku-nix onboard so', 'heroku-nix onboard some-folder/'],
  ];

  it.skipIf(!isInstalled(shell))('completes commands, flags, values, files and directories', async () => {
    const { terminal } = await open(shell);
    for (const [typed, expected] of cases) {
      terminal.type(`${typed}\t`);
      await terminal.until(`ready> ${expected.trim()}`);
      // The next letter shows whether there is a space.
      terminal.type('x');
      await terminal.until(`ready> ${expected}x`);
      terminal.type(keys.clearLine);
      await terminal.until(/ready> ?$/);
    }
  });

  it.skipIf(!isInstalled(shell))('has a valid script', async () => {
    const path = join(freshFolder(), 'script');
    writeFileSync(path, (await run(['completion', shell], { cwd: freshFolder() })).stdout);
    expect(() => execFileSync(shell, ['-n', path], { stdio: 'pipe' })).not.toThrow();
  });
});

describe('completion', () => {
  it('without a shell explains how to install it for each', async () => {
    const ran = await run(['completion'], { cwd: freshFolder() });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    for (const shell of Object.keys(shells)) expect(ran.stdout).toContain(`heroku-nix completion ${shell} >`);
  });

  it('for an unknown shell is refused, with the known ones', async () => {
    const ran = await run(['completion', 'fissh'], { cwd: freshFolder() });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/Fix: +heroku-nix completion fish/);
  });

  it.each([[[]], [['browse', 'nope', '']], [['\u001B[31m', '\0']], [['--', '--', '--=', '=']], [['__proto__', '-']]])(
    'of %j prints no errors',
    async (words) => {
      const typed = words.filter((word) => !word.includes('\0'));
      const ran = await run(['completion', '--words', ...typed], { cwd: freshFolder() });
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(ran.stdout).not.toContain('\u001B');
    },
  );
});
