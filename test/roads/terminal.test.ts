import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openQuestions, type Question } from '../../generators/core/answers/questions.js';
import { storedPath } from '../../generators/core/model/records.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder, place, textAt, treeOf } from '../support/folders.js';
import { answersFor, catalog } from '../support/rendering.js';
import { runLine, shownCommand } from '../support/run.js';
import { keys, openTerminal, type Terminal } from '../support/terminal.js';
import { expectedTree } from '../support/trees.js';

const background = { stored: { options: {} }, name: 'my-app' };

/** What is asked before and after the template is known. */
const [whatTemplate] = openQuestions(catalog, { options: {} }, background) as [Question];
const furtherQuestions = (template: string) =>
  openQuestions(catalog, { template, options: {} }, background).filter(({ quiet }) => !quiet);

/** Moves down a list to one of its values and selects it. */
const choose = ({ choices = [], ...question }: Question, value: string): string => {
  const place = (wanted: string) => choices.findIndex((choice) => choice.value === wanted);
  return keys.down.repeat(place(value) - place(question.default)) + keys.enter;
};

const answered = async (terminal: Terminal, code = 0): Promise<string> => {
  const end = await terminal.ended();
  expect(end, terminal.words().slice(-2000)).toEqual({ code, signal: 0 });
  return stripVTControlCharacters(terminal.raw());
};

const storedAnswers = (folder: string): unknown =>
  (JSON.parse(textAt(folder, storedPath)) as Record<string, unknown>)[ownPackage.name];

describe.each(catalog.templates)('a person who chooses $id and accepts the defaults', ({ id }) => {
  it('is asked at most five questions, and gets the same as with --yes, and the command that repeats it', async () => {
    const [cwd, there] = [freshFolder(), freshFolder()];
    const terminal = openTerminal(['my-app'], { cwd });
    await terminal.answer(whatTemplate.title, choose(whatTemplate, id));
    const questions = furtherQuestions(id);
    for (const { title } of questions) await terminal.answer(title, keys.enter);
    const words = await answered(terminal);
    expect(questions.length).toBeLessThanOrEqual(4);
    expect(words.match(/✔ /g)).toHaveLength(1 + questions.length);
    if (questions.some(({ several }) => several)) expect(words).toMatch(/✔ Add-ons\?.*none/);
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(id));

    expect(await runLine(shownCommand(words), { cwd: there })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(there)).toEqual(treeOf(cwd));
  });
});

const [{ id: template }] = catalog.templates as [(typeof catalog.templates)[number]];

describe('a person who answers the questions', () => {
  it('chooses with the arrow keys, and gets what was chosen', async () => {
    const cwd = freshFolder('my-app');
    const terminal = openTerminal([], { cwd });
    await terminal.answer(whatTemplate.title, choose(whatTemplate, template));
    const questions = furtherQuestions(template);
    for (const question of questions) {
      const last = question.several ? undefined : question.choices?.at(-1);
      await terminal.answer(question.title, last ? choose(question, last.value) : keys.enter);
    }
    const command = shownCommand(await answered(terminal));
    for (const { flag, choices, several } of questions) {
      const last = several ? undefined : choices?.at(-1);
      if (last) expect(command).toContain(`--${flag} ${last.value}`);
    }
    const there = freshFolder('other-place');
    expect(await runLine(command, { cwd: there })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(there)).toEqual(treeOf(cwd));
  });

  it('is told what is wrong with an app name, and can correct it', async () => {
    const cwd = freshFolder();
    const terminal = openTerminal(['my-app', '--template', template, '--ci', 'none'], { cwd });
    for (const question of furtherQuestions(template).filter(({ flag }) => flag !== 'ci')) {
      await terminal.shows(question.title);
      if (question.choices) {
        terminal.type(keys.enter);
        continue;
      }
      await terminal.shows(question.default);
      terminal.type(`Bad Name!${keys.enter}`);
      await terminal.shows('App names are 3–30 lowercase letters');
      terminal.type(`${keys.clearLine}good-name${keys.enter}`);
    }
    await answered(terminal);
    expect(storedAnswers(join(cwd, 'my-app'))).toMatchObject({ name: 'good-name' });
  });

  it("isn't asked what a flag answers, and can accept the last run's answers with Enter", async () => {
    const cwd = freshFolder('my-app');
    const kept = {
      ...answersFor(template),
      name: 'kept-name',
      title: 'Kept name',
      base: catalog.bases.at(-1)?.id ?? '',
    };
    place(cwd, { [storedPath]: JSON.stringify({ [ownPackage.name]: kept }) });
    const terminal = openTerminal(['--ci', kept.ci], { cwd });
    await terminal.answer(whatTemplate.title, keys.enter);
    const questions = furtherQuestions(template).filter(({ flag }) => flag !== 'ci');
    for (const { title } of questions) await terminal.answer(title, keys.enter);
    expect((await answered(terminal)).match(/✔ /g)).toHaveLength(1 + questions.length);
    expect(storedAnswers(cwd)).toEqual(kept);
  });

  it('is asked nothing with --yes, or if flags answer everything', async () => {
    const { options, ...values } = answersFor(template);
    const flags = Object.entries({ ...values, ...options }).map(([flag, value]) => `--${flag}=${String(value)}`);
    for (const args of [['--yes'], flags]) {
      const cwd = freshFolder('my-app');
      const words = await answered(openTerminal(args, { cwd }));
      expect(words).not.toMatch(/[?✔] /);
      expect(storedAnswers(cwd)).toEqual(answersFor(template));
    }
  });
});

describe('a person who cancels a question', () => {
  it.each([
    ['Ctrl-C at the first one', keys.interrupt, 0],
    ['Ctrl-C at a later one', keys.interrupt, 1],
    ['Ctrl-D at a later one', keys.endOfInput, 1],
  ])('with %s gets the terminal back, exit code 130, and no file', async (_, key, before) => {
    const cwd = freshFolder();
    const terminal = openTerminal(['my-app'], { cwd });
    for (const { title } of [whatTemplate, ...furtherQuestions(template)].slice(0, before))
      await terminal.answer(title, keys.enter);
    const { title } = [whatTemplate, ...furtherQuestions(template)][before] ?? whatTemplate;
    await terminal.answer(title, key);
    const words = await answered(terminal, 130);
    expect(words).not.toMatch(/^\s+at |Error|went wrong/m);
    expect(terminal.raw().lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.raw().lastIndexOf('\u001B[?25l'));
    expect(treeOf(cwd)).toEqual(new Map());
  });
});

describe('colors', () => {
  /** Whether text contains codes that change color or weight; others move the cursor. */
  const colored = (raw: string): boolean => raw.split('\u001B').some((part) => /^\[[\d;]*m/.test(part));

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])("aren't used if %o disables them", async (env) => {
    const cwd = freshFolder('my-app');
    place(cwd, { 'heroku.yml': 'build: mine\n' });
    for (const [args, code] of [
      [['--dry-run', '--yes'], 0],
      [['--yes'], 1],
    ] as const) {
      const terminal = openTerminal(args, { cwd, env });
      await answered(terminal, code);
      expect(terminal.raw()).not.toContain('\u001B');
    }
  });

  it("aren't used in questions, either", async () => {
    const terminal = openTerminal([], { cwd: freshFolder(), env: { NO_COLOR: '1' } });
    await terminal.answer(whatTemplate.title, keys.interrupt);
    await terminal.ended();
    expect(colored(terminal.raw())).toBe(false);
  });

  it('are used on a terminal that supports them', async () => {
    const terminal = openTerminal(['--yes'], { cwd: freshFolder() });
    await answered(terminal);
    expect(colored(terminal.raw())).toBe(true);
  });
});
