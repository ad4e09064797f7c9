import { describe, expect, it } from 'vitest';
import { openQuestions } from '../../generators/core/answers/questions.js';
import { deploySteps, targetOf } from '../../generators/core/commands/deploy-steps.js';
import { fileList } from '../../generators/core/commands/file-list.js';
import { outdatedLines } from '../../generators/core/commands/merge-yours.js';
import { isIgnoreList, withLacking } from '../../generators/core/plan/ignore-list.js';
import type { Checkout } from '../../generators/core/tools/git.js';
import { catalog } from '../support/rendering.js';

describe('a list of files', () => {
  it('has a line for each folder, top-level files first', () => {
    expect(fileList(['a/b/c', 'a/d', 'z', 'a/b/e'])).toEqual(['  ./     z', '  a/     d', '  a/b/   c, e']);
    expect(fileList([])).toEqual([]);
  });

  it('stays short, and escapes names that a terminal would act on', () => {
    const many = Array.from({ length: 500 }, (_, index) => `folder-${index}/file`);
    expect(fileList(many)).toHaveLength(30);
    expect(fileList(many).at(-1)).toContain('500 files in all');
    expect(fileList(['a\u001b[31m/b']).join('\n')).toContain('\\x1b[31m');
  });
});

describe('the steps to Heroku', () => {
  const checkout: Checkout = {
    ...{ prefix: '', branch: 'master', commit: 'c1', sent: 'c1', hasStaged: false, unstaged: [] },
    remotes: [{ name: 'heroku', app: 'old-app' }, { name: 'origin' }],
    pushed: new Map([['heroku/master', 'c0']]),
  };
  const deploying = { name: 'new-app', isFirst: false, commits: false, isOnboarded: true };

  it('push to the branch that the app has always been built from', () => {
    expect(deploySteps({ ...deploying, checkout }).steps).toEqual(['git push heroku master']);
    const both = { ...checkout, pushed: new Map([...checkout.pushed, ['heroku/main', 'c0']]) };
    expect(deploySteps({ ...deploying, checkout: both }).steps).toEqual(['git push heroku HEAD:main']);
  });

  it('are empty if the last commit is already there', () => {
    const done = { ...checkout, pushed: new Map([['heroku/master', 'c1']]) };
    expect(deploySteps({ ...deploying, checkout: done }).steps).toEqual([]);
    expect(deploySteps({ ...deploying, checkout: done, commits: true }).steps).toEqual(['git push heroku master']);
  });

  it('use the only app there is, whatever its remote is called', () => {
    expect(targetOf([{ name: 'production', app: 'x-app' }, { name: 'origin' }], 'new-app')).toEqual({
      ...{ kind: 'app', app: 'x-app', remote: 'production' },
    });
  });
});

describe('an ignore file', () => {
  it('is recognized by its name, and keeps its line endings', () => {
    expect(['.gitignore', 'a/.dockerignore', 'gitignore', '.gitignore.md'].map(isIgnoreList)).toEqual([
      ...[true, true, false, false],
    ]);
    const both = withLacking(Buffer.from('a\r\nb'), Buffer.from('# x\nb\nc\n'));
    expect(both.toString()).toBe('a\r\nb\r\nc\r\n');
  });
});

it('finds the lines whose text is no longer in the templates', () => {
  expect(outdatedLines('mine\n  old 1\nold 2\nsame\n', 'old 1\nsame\n', 'new\nsame\n')).toEqual([2]);
});

it("the help of a question doesn't describe only one of its choices", () => {
  const [{ id: template }] = catalog.templates as [(typeof catalog.templates)[number]];
  const questions = openQuestions(catalog, { template, options: {} }, { stored: { options: {} }, name: 'my-app' });
  const ci = questions.find(({ flag }) => flag === 'ci');
  expect(ci?.help).not.toMatch(/deploy|key/i);
});
