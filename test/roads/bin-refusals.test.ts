import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { run, runLine } from '../support/run.js';

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['my-app', '--template', template, '--yes'];

/** What each refusal shows: the arguments, the headline, and the text of the fix. */
interface Refusal {
  readonly what: string;
  readonly args: readonly string[];
  readonly headline: string;
  readonly fix: string | RegExp;
}

const refusals: Refusal[] = [
  { what: 'an unknown flag', args: ['--quickly'], headline: 'There is no option --quickly', fix: '--help' },
  { what: 'a misspelled flag', args: ['--tite', 'x'], headline: 'There is no option --tite', fix: '--title' },
  {
    what: 'a misspelled template',
    args: ['--template', `${template}x`],
    headline: `There is no template called "${template}x"`,
    fix: `--template ${template}`,
  },
  { what: 'two directories', args: ['second'], headline: 'More than one directory', fix: 'my-app' },
  { what: 'a flag without its value', args: ['--name'], headline: '--name needs a value', fix: '--name my-app' },
  { what: 'a switch with a value', args: ['--force=no'], headline: '--force takes no value', fix: '--force' },
  { what: 'an empty name', args: ['--name='], headline: `"" can't be the name`, fix: '--name app' },
  { what: 'a name with capitals', args: ['--name', 'My_App'], headline: `"My_App" can't`, fix: '--name my-app' },
  { what: 'a name that is a path', args: ['--name', '../up'], headline: `"../up" can't`, fix: '--name up-app' },
  {
    what: 'a name of 300 characters',
    args: ['--name', 'a'.repeat(300)],
    headline: "can't be",
    fix: `--name ${'a'.repeat(30)}`,
  },
  {
    what: 'a title with two lines',
    args: ['--title', 'one\ntwo'],
    headline: "That title can't be used",
    fix: '--title',
  },
  ...catalog.templates.flatMap(({ id, options }): Refusal[] => {
    const [option] = options;
    if (!option) return [];
    const value = `${option.default}9`;
    const other = catalog.templates.find((each) => !each.options.some(({ name }) => name === option.name));
    const foreign = ['--template', other?.id ?? '', `--${option.name}`, option.default];
    const headline = `The ${other?.id ?? ''} template has no --${option.name} option`;
    return [
      {
        what: `a value that no option of ${id} offers`,
        args: ['--template', id, `--${option.name}`, value],
        headline: `can't be "${value}"`,
        fix: `--${option.name} ${option.default}`,
      },
      ...(other ? [{ what: `an option of ${id} for another`, args: foreign, headline, fix: `--template ${id}` }] : []),
    ];
  }),
];

describe('the bin refuses, with exit code 1 and nothing written,', () => {
  it.each(refusals)('$what', async ({ args, headline, fix }) => {
    const cwd = freshFolder();
    const ran = await run([...yes, ...args], { cwd });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    const [, first, , , ...rest] = ran.stderr.split('\n');
    expect(first).toContain(headline);
    const told = rest.find((line) => line.startsWith('  Fix:  '));
    expect(told).toMatch(fix);
    expect(rest.find((line) => line.startsWith('  More: https://'))).toBeDefined();
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(treeOf(cwd)).toEqual(new Map());
    expect(existsSync(join(cwd, 'my-app'))).toBe(false);
  });
});

describe('without a terminal and without --yes the bin', () => {
  const flags = ['--template', '--name', '--base', '--ci', '--license'];

  it('exits soon and names each missing flag, with its values and its default', async () => {
    const cwd = freshFolder();
    const ran = await run(['my-app'], { cwd, input: '\n\n\n\n\n\n' });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.seconds).toBeLessThan(10);
    const own = catalog.templates[0]?.options.map(({ name }) => `--${name}`) ?? [];
    for (const flag of [...flags, ...own])
      expect(ran.stderr).toMatch(new RegExp(`^    ${flag} .*\\(default: \\S+\\)$`, 'm'));
    expect(ran.stderr).toContain(catalog.templates.map(({ id }) => id).join(' | '));
    expect(treeOf(cwd)).toEqual(new Map());
  });

  it("exits soon if stdin isn't even open", async () => {
    const ran = await runLine('heroku-nix my-app <&-', { cwd: freshFolder() });
    expect(ran.code).toBe(1);
    expect(ran.seconds).toBeLessThan(10);
    expect(ran.stderr).toContain("Can't prompt here (not a terminal)");
  });

  it('names only what is still missing, and suggests a command that keeps what was given', async () => {
    const cwd = freshFolder();
    const ci = catalog.cis.at(-1)?.id ?? '';
    const ran = await run(['my app', '--template', template, '--ci', ci], { cwd });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^ {4}--base /m);
    expect(ran.stderr).not.toMatch(/^ {4}--(ci|template) /m);
    const offered = /^ {2}Fix: .*: (heroku-nix .*)$/m.exec(ran.stderr)?.[1] ?? '';
    expect(await runLine(offered, { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(textAt(cwd, 'my app/.yo-rc.json'))).toMatchObject({ [ownPackage.name]: { template, ci } });
  });
});
