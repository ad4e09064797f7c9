import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../generators/core/commands/completion/answer.js';
import { candidates } from '../../generators/core/commands/completion/candidates.js';
import { filesNamed } from '../../generators/core/commands/completion/files.js';
import { declaredCommands } from '../../generators/core/commands/declared.js';
import { sourcesFor } from '../../generators/core/render/layers.js';
import { answersFor, catalog } from '../support/rendering.js';

const commands = declaredCommands();
const { templates, addons, bases, cis, licenses } = catalog;
const ids = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id);
const [template] = templates;
if (!template) throw new Error('there is no template');
const offered = ids(addons).filter((id) => id in template.addons);
const directories = ':directories';

async function values(...words: string[]): Promise<string[]> {
  const found = await candidates(catalog, commands, words, (spec, argv) =>
    Promise.resolve(filesNamed(catalog, spec, argv)),
  );
  return found.map(({ value }) => value);
}

describe('the first word', () => {
  it('is a command, help, or the directory for the command that needs no name', async () => {
    expect(await values('')).toEqual([...Object.keys(commands), 'help', directories]);
    expect(await values('brow')).toEqual(['browse', directories]);
  });

  it('of help is a command', async () => {
    expect(await values('help', '')).toEqual(Object.keys(commands));
    expect(await values('help', 'browse', '')).toEqual([]);
  });
});

describe.each(Object.entries(commands))('the flags of %s', (name, { answers, switches, values: own }) => {
  it('are the flags it declares, each once', async () => {
    const flags = [...Object.keys(switches), ...Object.keys(own), ...(answers === 'all' ? ['template'] : [])];
    expect(await values(name, '-')).toEqual(expect.arrayContaining(flags.map((flag) => `--${flag}`)));
    for (const flag of Object.keys(switches)) expect(await values(name, `--${flag}`, '-')).not.toContain(`--${flag}`);
  });
});

describe('a flag', () => {
  it('of a template is offered for that template only', async () => {
    for (const { id, options } of templates) {
      const all = await values('--template', id, '-');
      const others = templates.flatMap((each) => each.options.map((option) => option.name));
      const mine = options.map((option) => option.name);
      for (const flag of others) expect(all.includes(`--${flag}`), `${id} ${flag}`).toBe(mine.includes(flag));
    }
  });

  it("isn't completed after two dashes", async () => {
    expect(await values('create', '--', '-')).toEqual([directories]);
  });
});

describe('the value of a flag', () => {
  it.each([
    ['template', ids(templates)],
    ['base', ids(bases)],
    ['ci', ids(cis)],
    ['license', ids(licenses)],
    ['addons', ids(addons)],
    ['directory', [directories]],
    ['name', []],
  ])('--%s is one of the known values', async (flag, expected) => {
    expect(await values('create', `--${flag}`, '')).toEqual(expected);
    const joined = expected.map((value) => (value === directories ? value : `--${flag}=${value}`));
    expect(await values('create', `--${flag}=`)).toEqual(joined);
  });

  it("is one of the option's choices", async () => {
    for (const { id, options } of templates)
      for (const { name, choices } of options) expect(await values('--template', id, `--${name}`, '')).toEqual(choices);
  });

  it('is a list of add-ons that the template has, each once', async () => {
    const [first = '', ...others] = offered;
    const list = await values('--template', template.id, `--addons=${first},`);
    expect(list).toEqual(others.map((id) => `--addons=${first},${id}`));
  });
});

describe('an argument', () => {
  it('is what the command declares', async () => {
    expect(await values('browse', '')).toEqual(ids(templates));
    expect(await values('list', '')).toEqual(ids(templates));
    expect(await values('addon', '--yes', '')).toEqual(ids(addons));
    expect(await values('addon', ids(addons)[0] ?? '', '')).toEqual(ids(addons).slice(1));
    expect(await values('update', '')).toEqual([directories]);
    expect(await values('update', 'there', '')).toEqual([]);
    expect(await values('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('is a file of the template, given the choices so far', async () => {
    const plain = await values('browse', template.id, '');
    for (const { path } of sourcesFor(catalog, answersFor(template.id))) expect(plain).toContain(path);
    const more = await values('browse', `--addons=${offered[0] ?? ''}`, template.id, '');
    for (const { path } of sourcesFor(catalog, answersFor(template.id, { addons: offered.slice(0, 1) })))
      expect(more).toContain(path);
    expect(more.length).toBeGreaterThan(plain.length);
  });
});

describe('any words', () => {
  it('complete to safe lines, or to nothing', async () => {
    const known = ['browse', 'create', 'addon', 'help', '--', '--template', '--addons=', '-', template.id, '--html'];
    const word = fc.oneof(fc.constantFrom(...known), fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', '='));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
        const text = await answer(words);
        for (const line of text.split('\n').slice(0, -1))
          expect(line).toMatch(/^[\w@%+=:,./-]+\t[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u);
      }),
      { numRuns: 300 },
    );
  });

  it('complete to nothing if they name nothing', async () => {
    expect(await answer(['browse', 'no-such-template', ''])).toBe('');
    expect(await answer(['browse', template.id, '--no-such-flag', ''])).toBe('');
  });
});
