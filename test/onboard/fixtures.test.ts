import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, getFileInfo } from 'prettier';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { UserError } from '../../generators/core/model/errors.js';
import { defaultRegistry } from '../../generators/core/tools/npm-registry.js';
import { dockerfileFaults } from '../support/dockerfile.js';
import { treeOf } from '../support/folders.js';
import { outcomeOf, type Outcome } from '../support/onboarding.js';
import { syntaxFault } from '../support/parsers.js';
import { verdictOf } from '../../generators/core/project/verdict.js';
import { textOf } from '../support/rendering.js';
import { validatorOf } from '../support/schemas.js';

const fixtures = join(import.meta.dirname, '../fixtures/onboard');
const refresh = process.env.UPDATE_EXPECTED === '1';

/** What is in expect.json: the command-line arguments, and the expected result. */
interface Expectation {
  readonly args?: readonly string[];
  /** Whether the proof builds and boots it (test/proof/onboard.js). */
  readonly deploys?: true;
  /** What its dynos are given there. */
  readonly attached?: unknown;
  /** What the flake reports about the requested versions, in the proof's look-alike of nixpkgs. */
  readonly versions?: readonly string[];
  readonly [what: string]: unknown;
}

/** The part of an outcome that is worth comparing. */
function digest({ detected, answers, changes, requirements }: Outcome): Record<string, unknown> {
  const facts = Object.entries(detected.facts).map(([name, fact]) => [
    name,
    `${fact?.value ?? ''}${fact?.settled ? '' : '?'}`,
  ]);
  const values = (name: string) => (detected.lists[name] ?? []).map(({ value }) => value);
  return {
    template: detected.template,
    facts: Object.fromEntries(facts) as unknown,
    services: values('services'),
    existing: values('existing'),
    options: answers.options,
    project: answers.project,
    create: changes.filter(({ kind }) => kind === 'create').map(({ path }) => path),
    keep: changes.filter(({ kind }) => kind !== 'create').map(({ path, kind }) => `${path}: ${kind}`),
    verdict: verdictOf(requirements).is,
    requirements: requirements.map(({ kind, stage, headline, state, evidence: [place] }) => ({
      [state.is]: `${kind} (${stage}): ${headline}`,
      ...(state.is === 'missing' ? { fix: state.fix?.replaceAll(defaultRegistry, '<the public registry>') } : {}),
      ...(state.is === 'unknown' ? { check: state.check } : {}),
      ...(place ? { at: `${place.path}:${place.line}` } : {}),
    })),
  };
}

/** A refusal, without any path of this machine in its text. */
const refusal = (root: string, error: unknown): Record<string, unknown> => {
  if (!(error instanceof UserError)) throw error;
  const { headline, detail, fix } = error.problem;
  return { headline, detail: detail.replaceAll(root, '<project>').split('\n'), fix };
};

const schemaFaults = (name: string, instance: unknown) =>
  validatorOf(join(import.meta.dirname, '../schemas'), name).validate(instance).errors;

// The registry that the lock files of these projects name.
beforeAll(() => vi.stubEnv('npm_config_registry', 'https://registry.example/'));
afterAll(() => vi.unstubAllEnvs());

describe.each(readdirSync(fixtures).sort())('the project %s', (name) => {
  const root = join(fixtures, name, 'project');
  const path = join(fixtures, name, 'expect.json');
  const expectation = JSON.parse(readFileSync(path, 'utf8')) as Expectation;
  const { args = [], deploys, attached, versions } = expectation;

  it('is understood, planned and described as expected, and not changed', async () => {
    const before = treeOf(root);
    const found = await outcomeOf(root, args).then(digest, (error: unknown) => ({ refused: refusal(root, error) }));
    const given = {
      ...(deploys ? { deploys } : {}),
      ...(attached === undefined ? {} : { attached }),
      ...(args.length > 0 ? { args } : {}),
      ...(versions ? { versions } : {}),
    };
    const own = { ...given, ...found };
    if (refresh) writeFileSync(path, `${JSON.stringify(own, null, 2)}\n`);
    expect(JSON.parse(JSON.stringify(own))).toEqual(JSON.parse(readFileSync(path, 'utf8')));
    expect(treeOf(root)).toEqual(before);
  });

  it.skipIf('refused' in expectation)('gets files that parse, are tidy, and fit Heroku', async () => {
    const { files, answers } = await outcomeOf(root, args);
    for (const [each, { content }] of files) {
      const text = content.toString('utf8');
      expect(syntaxFault(each, text), each).toBeUndefined();
      expect(text, each).not.toMatch(/<%|%>|\bundefined\b|\[object |[ \t]+$/m);
      expect(text, each).toMatch(/[^\n]\n$/);
      const { inferredParser } = await getFileInfo(each, { resolveConfig: false });
      if (inferredParser) expect(await check(text, { parser: inferredParser, filepath: each }), each).toBe(true);
    }
    const heroku = parse(textOf(files, 'heroku.yml')) as { run: object; release?: object };
    expect(schemaFaults('heroku', heroku)).toEqual([]);
    expect(schemaFaults('app', JSON.parse(textOf(files, 'app.json')))).toEqual([]);
    const types = Object.keys(answers.project?.processes ?? {});
    expect(Object.keys(heroku.run)).toEqual(types.filter((type) => type !== 'release'));
    expect(heroku.release !== undefined).toBe(types.includes('release'));
    expect(dockerfileFaults(textOf(files, answers.project?.dockerfile ?? ''))).toEqual([]);
    expect(textOf(files, 'flake.nix').trimEnd().split('\n').length).toBeLessThanOrEqual(70);
    expect([...files.keys()]).not.toContain('README.md');
    // It names no file that only our own repositories have, and no command that such a project can't use.
    expect(textOf(files, 'AGENTS.md')).not.toMatch(/README|addon|undefined/);
  });

  it('has a folder with the project and its expectations', () => {
    expect(readdirSync(join(fixtures, name)).sort()).toEqual(['expect.json', 'project']);
    expect(existsSync(root)).toBe(true);
  });
});
