import { describe, expect, it } from 'vitest';
import { readStored, storedFile } from '../../generators/core/answers/stored.js';
import { UserError } from '../../generators/core/model/errors.js';
import {
  commandLineFrom,
  readCommandLine,
  yoArguments,
  type CommandLine,
} from '../../generators/core/terminal/command-line.js';
import { spec } from '../../generators/core/commands/create/spec.js';
import { writingFlags } from '../../generators/core/commands/writing.js';
import { shellDirectory, shellWord } from '../../generators/core/model/shell.js';
import { programFor } from '../../generators/core/terminal/program.js';
import { answersFor, catalog } from '../support/rendering.js';

const template = catalog.templates[0]?.id ?? '';

const flagsOf = (line: CommandLine) => ({ ...writingFlags(line, line.args[0]), given: line.given });
const read = (argv: readonly string[]) => flagsOf(readCommandLine(catalog, spec, argv));

describe('the arguments that yo was started with', () => {
  it.each([
    [
      ['node', '/usr/bin/yo', 'heroku-nix', '--yes', 'dir'],
      ['--yes', 'dir'],
    ],
    [['node', '/x/node_modules/yo/lib/cli.js', 'heroku-nix:app', '-y'], ['-y']],
    [
      ['node', '/usr/bin/yo', '--yes', 'heroku-nix', 'a', 'heroku-nix'],
      ['--yes', 'a', 'heroku-nix'],
    ],
  ])('%j are parsed again', (argv, words) => {
    expect(yoArguments(argv, 'heroku-nix:app')).toEqual(words);
  });

  it.each([[['node', '/usr/bin/mocha', 'heroku-nix']], [['node', '/usr/bin/yo', 'other']], [['node']]])(
    "%j aren't ours",
    (argv) => {
      expect(yoArguments(argv, 'heroku-nix:app')).toBeUndefined();
    },
  );
});

describe('a command line', () => {
  it('gives every value as the text that the user typed', () => {
    const { given, directory, yes } = read(['-y', 'dir', '--template', template, '--name', '1e3', '--title=3.10']);
    expect({ given, directory, yes }).toEqual({
      given: { template, name: '1e3', title: '3.10', options: {} },
      directory: 'dir',
      yes: true,
    });
  });

  it('takes a directory with a leading dash after two dashes', () => {
    expect(read(['--yes', '--', '-x']).directory).toBe('-x');
  });

  it('accepts the switches of Yeoman and yo', () => {
    expect(() => read(['--skip-install', '--no-color', '--no-insight', '--debug', '--ask-answered'])).not.toThrow();
  });

  it.each([
    [['--tempalte', 'x'], 'There is no option --tempalte', '--template'],
    [['-z'], 'There is no option --z', '--help'],
    [['--name'], '--name needs a value', '--name my-app'],
    [['--name', '--yes'], '--name needs a value', '--name my-app'],
    [['--yes=1'], '--yes takes no value', '--yes'],
    [['a', 'b'], 'More than one directory was given', 'a'],
  ])('%j is refused', (argv, headline, fix) => {
    const reading = () => read(argv);
    expect(reading).toThrow(UserError);
    expect(reading).toThrow(headline);
    expect(reading).toThrow(new RegExp(`Fix: .*${fix}`));
  });

  it('can come from a program, in camel case or with dashes', () => {
    const flags = flagsOf(
      commandLineFrom(catalog, spec, ['dir'], {
        dryRun: true,
        'skip-git': true,
        template,
        name: 42,
        force: 'no',
      }),
    );
    expect(flags).toMatchObject({ dryRun: true, skipGit: true, force: false, given: { template, name: '42' } });
  });
});

describe('stored answers', () => {
  const answers = answersFor(template, { title: 'A "title"' });

  it('come back as they were stored', () => {
    const text = storedFile(undefined, answers).content.toString('utf8');
    expect(readStored(catalog, text)).toEqual({ given: answers, dropped: [] });
  });

  it("leave other generators' data in the same file alone", () => {
    const text = storedFile('{"generator-other":{"a":1}}', answers).content.toString('utf8');
    expect(JSON.parse(text)).toMatchObject({ 'generator-other': { a: 1 }, 'generator-heroku-nix': { template } });
  });

  it('that are no longer offered are named and dropped', () => {
    const text = JSON.stringify({
      'generator-heroku-nix': { template: 'cobol', name: 'NO', base: 'nixery', options: { x: '1' } },
    });
    const { given, dropped } = readStored(catalog, text);
    expect(given).toEqual({ base: 'nixery', options: {} });
    expect(dropped).toEqual([expect.stringContaining('template "cobol"'), expect.stringContaining('name "NO"')]);
  });

  it.each(['{', '[]', '"text"', 'null', ''])("can't be read from %j", (text) => {
    expect(() => readStored(catalog, text)).toThrow('.yo-rc.json cannot be read');
  });
});

describe('a printed command', () => {
  it.each([
    ['plain/path-1.0', 'plain/path-1.0'],
    ['two words', "'two words'"],
    ["it's $(x)", `'it'\\''s $(x)'`],
    ['', "''"],
  ])('quotes %j for the shell', (word, quoted) => {
    expect(shellWord(word)).toBe(quoted);
  });

  it('starts with the words that started this run', () => {
    expect(programFor({ yo: true, env: {} })).toBe('yo heroku-nix');
    expect(programFor({ yo: false, env: { npm_lifecycle_event: 'start' } })).toBe('npm start --');
    expect(programFor({ yo: false, env: { npm_command: 'exec' } })).toBe('npx generator-heroku-nix');
    expect(programFor({ yo: false, env: {} })).toBe('heroku-nix');
    expect(shellDirectory('-x')).toBe('./-x');
  });
});
