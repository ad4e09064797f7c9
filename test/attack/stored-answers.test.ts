import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../generators/core/answers/project.js';
import { settle } from '../../generators/core/answers/questions.js';
import { readStored, storedFile } from '../../generators/core/answers/stored.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import type { Answers, FileSet } from '../../generators/core/model/pipeline.js';
import { UserError } from '../../generators/core/model/errors.js';
import { render } from '../../generators/core/render/render.js';
import { nixStrings } from '../support/nix.js';
import { syntaxFault } from '../support/parsers.js';
import { catalog, registry, textOf } from '../support/rendering.js';
import { parse as parseYaml } from 'yaml';
import { effort, tried } from './support/effort.js';
import { objectText } from './support/hostile.js';
import { own, records } from './support/records.js';

const settled = (content: string): Answers => {
  const { given, project: found } = readStored(catalog, content);
  const answers = settle(catalog, given, { stored: given, name: 'my-app', ...(found ? { project: found } : {}) });
  checkProject(catalog, answers);
  return answers;
};

describe('what is in .yo-rc.json', () => {
  it('is read or refused, and what is read is written so that it reads back the same', { timeout: 600_000 }, () => {
    const runs = effort(1000, 12_000);
    const faults: unknown[] = [];
    const counts = { read: 0, refused: 0, projects: 0 };
    fc.assert(
      fc.property(records, (content) => {
        try {
          const answers = settled(content);
          const written = storedFile(content, answers).content.toString('utf8');
          const again = settled(written);
          if (!isDeepStrictEqual(again, answers))
            faults.push([content, 'reads otherwise when it is written', again, answers]);
          const { dropped } = readStored(catalog, written);
          if (dropped.length > 0) faults.push([content, dropped]);
          const keep = (all: string): unknown[] =>
            Object.entries(JSON.parse(all) as object).filter(([key]) => key !== ownPackage.name);
          if (!isDeepStrictEqual(keep(written), keep(content))) faults.push([content, 'loses what others keep there']);
          counts.read += 1;
          counts.projects += answers.project ? 1 : 0;
        } catch (error) {
          if (error instanceof UserError) counts.refused += 1;
          else faults.push([content, error]);
        }
      }),
      { numRuns: runs },
    );
    tried('stored answers', runs, faults.length);
    expect(faults.slice(0, 3)).toEqual([]);
    expect(counts.read).toBeGreaterThan(0);
    expect(counts.projects).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(0);
  });

  it(
    'becomes files that their own parsers read as intended, and the same ones again',
    { timeout: 1_800_000 },
    async () => {
      const runs = effort(25, 900);
      let rendered = 0;
      const faults: unknown[] = [];
      await fc.assert(
        fc.asyncProperty(own, async (answers) => {
          let stored: Answers;
          try {
            stored = settled(objectText([[ownPackage.name, answers]]));
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            // Refused answers don't count as a run.
            fc.pre(false);
            return;
          }
          const files = await render(catalog, stored, registry);
          faults.push(...faultsOf(files, stored));
          const again = await render(
            catalog,
            settled(storedFile(undefined, stored).content.toString('utf8')),
            registry,
          );
          if (!isDeepStrictEqual([...again], [...files])) faults.push([stored, 'another tree']);
          rendered += 1;
        }),
        { numRuns: runs },
      );
      tried('renderings of stored answers', rendered, faults.length);
      expect(faults.slice(0, 3)).toEqual([]);
      expect(rendered).toBe(runs);
    },
  );
});

/** What the parser of each file rejects, or reads differently from what was answered. */
function faultsOf(files: FileSet, answers: Answers): unknown[] {
  const faults: unknown[] = [...files].flatMap(([path, { content }]) => {
    const source = content.toString('utf8');
    if (path.endsWith('.nix')) nixStrings(source);
    return syntaxFault(path, source) ?? [];
  });
  const types = Object.keys(answers.project?.processes ?? {}).filter((type) => type !== 'release');
  for (const version of ['1.1', '1.2'] as const) {
    const heroku = parseYaml(textOf(files, 'heroku.yml'), { version }) as { build: { docker: object }; run: object };
    // Web's image is built, or that of the first process type of an app without web.
    expect(heroku.build.docker).toEqual({ [types.includes('web') ? 'web' : (types[0] ?? 'web')]: 'Dockerfile' });
    if (answers.project) expect(Object.keys(heroku.run).sort()).toEqual(types.sort());
    const workflow = files.get('.github/workflows/ci.yml')?.content.toString('utf8');
    const ci = parseYaml(workflow ?? 'jobs:', { version }) as {
      jobs: { deploy: { env: { HEROKU_APP: unknown } } } | null;
    };
    if (ci.jobs) expect(ci.jobs.deploy.env.HEROKU_APP).toBe(answers.name);
  }
  const app = JSON.parse(textOf(files, 'app.json')) as { name: string; description: string };
  expect([app.name, app.description]).toEqual([answers.name, answers.title]);
  const keywords = textOf(files, 'Dockerfile')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => line.split(' ')[0]);
  expect(keywords).not.toContain('ADD');
  // Users, dependencies, base and app; some bases have a setup of their own.
  const { setup } = catalog.bases.find(({ id }) => id === answers.base) ?? {};
  const ofSetup = setup?.instructions.filter((line) => line.startsWith('RUN ')).length ?? 0;
  expect(keywords.filter((word) => word === 'RUN').length).toBeLessThanOrEqual(4 + ofSetup);
  if (answers.project) {
    const nix = nixStrings(textOf(files, 'nix/project.nix'));
    for (const [type, command] of Object.entries(answers.project.processes)) {
      // A script must not hide a program that scripts use.
      expect(nix.filter((each) => [type, `${type}-process`].includes(each))).toHaveLength(1);
      // Its shell may be replaced by the last command; everything else is unchanged.
      expect(nix.some((each) => each.replace(/exec (?:env )?/, '') === command.replace(/exec (?:env )?/, ''))).toBe(
        true,
      );
    }
  }
  return faults;
}
