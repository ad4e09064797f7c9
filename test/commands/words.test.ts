import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { declaredCommands } from '../../generators/core/commands/declared.js';
import { meaningOf } from '../../generators/core/commands/words.js';
import { UserError } from '../../generators/core/model/errors.js';
import { freshFolder } from '../support/folders.js';

const commands = Object.keys(declaredCommands());
const meaning = (...words: string[]) => meaningOf(words, commands, 'heroku-nix');

function refusal(...words: string[]): UserError {
  try {
    meaning(...words);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${words.join(' ')} is not refused`);
}

afterEach(() => vi.restoreAllMocks());

describe('the first word of a command line', () => {
  it.each(commands)('%s is a command', (name) => {
    expect(meaning(name, 'x', '--yes')).toEqual({ kind: 'command', name, argv: ['x', '--yes'] });
    expect(meaning(name, '--help')).toEqual({ kind: 'help', name });
    expect(meaning('help', name)).toEqual({ kind: 'help', name });
  });

  it.each([
    [['my-app', '--yes'], { kind: 'command', name: 'create', argv: ['my-app', '--yes'] }],
    [['create', 'my-app'], { kind: 'command', name: 'create', argv: ['my-app'] }],
    [[], { kind: 'command', name: 'create', argv: [] }],
    [['--yes'], { kind: 'command', name: 'create', argv: ['--yes'] }],
    [['./broswe'], { kind: 'command', name: 'create', argv: ['./broswe'] }],
    [['--', 'browse'], { kind: 'command', name: 'create', argv: ['--', 'browse'] }],
    [['my-app', '--help'], { kind: 'help', name: 'create' }],
    [['help'], { kind: 'help', name: 'create' }],
    [['--help'], { kind: 'help', name: 'create' }],
    [['-h'], { kind: 'help', name: 'create' }],
    [['version'], { kind: 'version' }],
    [['--version'], { kind: 'version' }],
    [['list', '--json'], { kind: 'command', name: 'browse', argv: ['--json'] }],
  ])('%j means %j', (words, expected) => {
    expect(meaning(...words)).toEqual(expected);
  });

  it.each([
    ['broswe', 'heroku-nix browse'],
    ['updaet', 'heroku-nix update'],
    ['onbord', 'heroku-nix onboard'],
    ['adddon', 'heroku-nix addon'],
    ['craete', 'heroku-nix create'],
    ['Browse', 'heroku-nix browse'],
    ['hlep', 'heroku-nix help'],
    ['verison', 'heroku-nix version'],
    ['init', 'heroku-nix create'],
    ['new', 'heroku-nix create'],
    ['upgrade', 'heroku-nix update'],
  ])('%s is treated as a misspelled command, and its fix is %s', (word, fix) => {
    const { problem } = refusal(word, 'two words', '--yes');
    expect(problem.headline).toBe(`There is no command ${word}`);
    expect(problem.fix).toBe(`${fix} 'two words' --yes`);
    expect(problem.detail).toContain(`./${word}`);
  });

  it.each(['doctr', 'doctor', 'deploy', 'export'])(
    "%s looks like a command, so it isn't created as a directory",
    (word) => {
      const { problem } = refusal(word);
      expect(problem.headline).toBe(`There is no command ${word}`);
      expect(problem.fix).toBe('heroku-nix --help');
    },
  );

  it('is a directory if one has that name', () => {
    const cwd = freshFolder();
    vi.spyOn(process, 'cwd').mockReturnValue(cwd);
    mkdirSync(join(cwd, 'broswe'));
    expect(meaning('broswe')).toEqual({ kind: 'command', name: 'create', argv: ['broswe'] });
  });

  it("isn't a help topic if there is no such command", () => {
    expect(refusal('help', 'broswe').problem.fix).toBe('heroku-nix help browse');
    expect(refusal('help', 'xyzzy').problem.fix).toBe('heroku-nix --help');
  });
});

describe('flags', () => {
  const common = ['yes', 'json', 'dry-run', 'force', 'skip-git'];

  it('mean the same in every command that writes', () => {
    const writing = Object.values(declaredCommands()).filter(({ switches }) => 'dry-run' in switches);
    expect(writing.length).toBeGreaterThanOrEqual(4);
    const [first, ...others] = writing.map(({ switches, values }) => [
      common.map((name) => switches[name]),
      values.directory,
    ]);
    expect(first?.[0]).not.toContain(undefined);
    for (const other of others) expect(other).toEqual(first);
  });
});
