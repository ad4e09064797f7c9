import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decidingFacts, isGiven } from '../../generators/core/commands/onboard/facts.js';
import { firstLook, withFlag, type OnboardInput } from '../../generators/core/commands/onboard/look.js';
import { onboarding } from '../../generators/core/commands/onboard/onboarding.js';
import { spec } from '../../generators/core/commands/onboard/spec.js';
import { writingFlags } from '../../generators/core/commands/writing.js';
import { axesFor } from '../../generators/core/model/axes.js';
import { readCommandLine } from '../../generators/core/terminal/command-line.js';
import { valueFlags } from '../../generators/core/terminal/command-spec.js';
import { consoleTerminal } from '../../generators/core/terminal/console.js';
import { catalog } from '../support/rendering.js';

const root = join(import.meta.dirname, '../fixtures/onboard/python-requirements/project');

function inputWith(...args: readonly string[]): OnboardInput {
  const line = readCommandLine(catalog, spec, [...args, '--yes']);
  const terminal = { ...consoleTerminal(), ask: () => Promise.reject(new Error('no one is here to ask')) };
  return {
    ...{ catalog, line, flags: writingFlags(line), cwd: root, root },
    ...{ interactive: false, command: 'heroku-nix onboard', terminal },
  };
}

const plannedWith = (input: OnboardInput) => onboarding(input, firstLook(input), []);

describe('the facts that a person may correct', () => {
  it('are those that have a flag for this kind of app', async () => {
    const offered = decidingFacts(await plannedWith(inputWith())).flatMap(({ flag }) => flag ?? []);
    const template = catalog.templates.find(({ id }) => id === 'flask');
    const others = catalog.templates.filter(({ id }) => id !== 'flask').flatMap(({ options }) => options);
    const elsewhere = [
      // Whoever types another directory starts another command.
      'directory',
      // An existing project has add-ons and a license of its own.
      'addons',
      'license',
      ...others.map(({ name }) => name),
    ];
    expect(template?.options.length).toBeGreaterThan(0);
    expect(axesFor(true).map(({ flag }) => flag)).not.toContain('license');
    expect(offered.toSorted()).toEqual(
      valueFlags(catalog, spec)
        .filter((flag) => !elsewhere.includes(flag))
        .toSorted(),
    );
  });

  it.each([
    ['web', 'gunicorn app:other'],
    ['worker', 'python jobs.py'],
    ['release', 'python migrate.py'],
    ['python', '3.14'],
    ['python-from', 'nixpkgs'],
    ['name', 'good-name'],
    ['title', 'Good'],
    ['base', catalog.bases.at(-1)?.id ?? ''],
    ['ci', 'none'],
  ])('are planned with --%s as on the command line', async (flag, value) => {
    const input = inputWith();
    const [corrected, typed] = [
      await plannedWith(withFlag(input, flag, value)),
      await plannedWith(inputWith(`--${flag}`, value)),
    ];
    expect(corrected.report).toEqual(typed.report);
    expect(corrected.report.again).toMatch(new RegExp(`--${flag}[ =]`));
    const fact = decidingFacts(corrected).find((each) => each.flag === flag);
    expect(fact).toMatchObject({ value });
    expect(fact && isGiven(corrected, fact)).toBe(true);
    expect(decidingFacts(await plannedWith(input)).filter((each) => isGiven({ input }, each))).toEqual([]);
  });

  it('lose the options of a template when another one is chosen', () => {
    const { line } = withFlag(inputWith('--template', 'flask', '--python', '3.14', '--ci', 'none'), 'template', 'node');
    expect(line.given).toMatchObject({ template: 'node', options: {}, ci: 'none' });
  });
});
