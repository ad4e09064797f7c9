import { describe, expect, it } from 'vitest';
import { checkAddons, inOrder, listed, offeredBy, switched } from '../../generators/core/answers/addons.js';
import { checkProject } from '../../generators/core/answers/project.js';
import { openQuestions } from '../../generators/core/answers/questions.js';
import { readStored, storedFile } from '../../generators/core/answers/stored.js';
import { addonFaults } from '../../generators/core/catalog/addons.js';
import { readManifests } from '../../generators/core/catalog/manifests.js';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import { UserError } from '../../generators/core/model/errors.js';
import { spec as createSpec } from '../../generators/core/commands/create/spec.js';
import { wordsOf } from '../../generators/core/commands/given.js';
import { readCommandLine } from '../../generators/core/terminal/command-line.js';
import { addonSets } from '../support/pairwise.js';
import { answersFor, catalog, renderFor } from '../support/rendering.js';

const template = catalog.templates.find((each) => offeredBy(catalog, each).length > 0) ?? catalog.templates[0];
if (!template) throw new Error('there is no template');
const given = (...argv: string[]) => readCommandLine(catalog, createSpec, argv).given;

const refusal = (work: () => void): { headline: string; fix: string } => {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('after one add-on is added or removed, a choice', () => {
  const ids = catalog.addons.map(({ id }) => id);
  const choices = ids.reduce<string[][]>((all, id) => [...all, ...all.map((one) => [...one, id])], [[]]);
  const whole = choices.filter((choice) => !refusals(choice));

  function refusals(choice: readonly string[]): boolean {
    try {
      checkAddons(catalog, undefined, choice);
      return false;
    } catch {
      return true;
    }
  }

  it('is valid, whichever add-on it is', () => {
    expect(whole.length).toBeGreaterThan(ids.length);
    for (const choice of whole)
      for (const id of ids) {
        const next = switched(catalog, choice, id);
        expect(next.includes(id)).toBe(!choice.includes(id));
        expect(next).toEqual(inOrder(catalog, next));
        checkAddons(catalog, undefined, next);
        // Nothing else changes unless it has to.
        const others = (all: readonly string[]) => all.filter((each) => each !== id);
        if (!refusals(choice.includes(id) ? others(choice) : [...choice, id]))
          expect(others(next)).toEqual(others(choice));
      }
  });
});

describe('add-ons on a command line', () => {
  it("are comma-separated ids, and none isn't a special word", () => {
    expect(given('--addons', 'a,b').addons).toEqual(['a', 'b']);
    expect(given('--addons', 'none').addons).toEqual([]);
    expect(given().addons).toBeUndefined();
    expect(listed('')).toEqual([]);
  });

  it('have a flag of their own if their manifest says so', () => {
    for (const { id, shorthand } of catalog.addons) {
      if (shorthand) expect(given('--addons', 'a', `--${id}`).addons).toEqual(['a', id]);
      else expect(() => given(`--${id}`)).toThrow(UserError);
    }
  });

  it('survive being written as arguments and read back', () => {
    for (const addons of [[], ['a'], ['a', 'b']])
      expect(given(...wordsOf({ addons, options: {} }))).toEqual({ addons, options: {} });
  });
});

describe('a choice of add-ons', () => {
  it('is in the order of the catalog, each add-on once', () => {
    const ids = catalog.addons.map(({ id }) => id);
    expect(inOrder(catalog, [...ids].reverse().concat(ids))).toEqual(ids);
  });

  it('is refused with the nearest name if one is unknown', () => {
    const [{ id }] = catalog.addons as [(typeof catalog.addons)[number]];
    expect(
      refusal(() => {
        checkAddons(catalog, undefined, [`${id}x`]);
      }),
    ).toMatchObject({ headline: `There is no add-on called "${id}x"`, fix: `--addons ${id}` });
  });

  it("is refused if a template doesn't offer one", () => {
    const without = { ...template, addons: {} };
    for (const { id } of offeredBy(catalog, template))
      expect(
        refusal(() => {
          checkAddons(catalog, without, [id]);
        }).fix,
      ).toContain(template.id);
  });

  it("is refused if a need isn't met, with a set that meets it", () => {
    for (const { id, needs } of catalog.addons.filter((each) => each.needs.length > 0)) {
      const { fix } = refusal(() => {
        checkAddons(catalog, undefined, [id]);
      });
      expect(fix).toBe(`--addons ${needs[0] ?? ''},${id}`);
      checkAddons(catalog, undefined, listed(fix.replace('--addons ', '')));
    }
  });

  it('is refused for an onboarded project, with what to type instead', () => {
    const project = { processes: { web: 'x' }, packages: [], programs: [], builds: '', manifests: [] };
    for (const { id, heroku } of catalog.addons.filter((each) => each.heroku))
      expect(
        refusal(() => {
          checkProject(catalog, { ...answersFor(template.id), addons: [id], project });
        }).fix,
      ).toContain(heroku?.plan);
  });

  it('is the default of the next run', () => {
    for (const addons of addonSets(catalog, template)) {
      const answers = answersFor(template.id, { addons });
      const stored = readStored(catalog, storedFile(undefined, answers).content.toString('utf8'));
      expect(stored).toMatchObject({ given: { addons }, dropped: [] });
      const questions = openQuestions(
        catalog,
        { template: template.id, options: {} },
        { stored: stored.given, name: 'x' },
      );
      expect(questions.at(-1)).toMatchObject({ flag: 'addons', several: true, default: addons.join() });
    }
  });

  it('is dropped from a previous run, with a notice, if it is no longer offered', () => {
    const record = JSON.stringify({ 'generator-heroku-nix': { template: template.id, addons: ['gone'] } });
    const { given, dropped } = readStored(catalog, record);
    expect(given.addons).toBeUndefined();
    expect(dropped.join()).toContain('"gone"');
  });
});

describe('the manifests of add-ons', () => {
  const manifests = readManifests(templatesRoot);

  it('are consistent', () => {
    expect(addonFaults(manifests)).toEqual([]);
  });

  it("are refused if a template names an unknown add-on, or one whose need it doesn't offer", () => {
    const [id = ''] = Object.keys(manifests.template);
    const of = (addons: Record<string, { files: [] }>) =>
      addonFaults({
        ...manifests,
        template: { ...manifests.template, [id]: { ...manifests.template[id], addons } } as typeof manifests.template,
      });
    expect(of({ mystery: { files: [] } }).join()).toContain('no add-on called mystery');
    for (const { id: needing } of catalog.addons.filter(({ needs }) => needs.length > 0))
      expect(of({ [needing]: { files: [] } }).join()).toContain(`the add-on ${needing} needs one of`);
  });
});

describe.each(catalog.templates)('the template $id', ({ id, ...rest }) => {
  it('writes the files of the chosen add-ons and no others', async () => {
    const plain = await renderFor(id);
    for (const addons of addonSets(catalog, { id, ...rest })) {
      const files = await renderFor(id, { addons });
      for (const path of plain.keys()) expect([...files.keys()]).toContain(path);
      expect(files.size).toBeGreaterThan(plain.size);
    }
  });
});
