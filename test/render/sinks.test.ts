import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import * as literals from '../../generators/core/render/literals.js';

/**
 * What templates may write unescaped: texts from our own manifests, and what a template itself builds from them. Before
 * you add a line here, make sure that nothing in it was stored, found in a project, or given on a command line.
 */
const reviewed: Readonly<Record<string, readonly string[]>> = {
  '_shared/partials/start.md.ejs': [
    'addon.price.monthly',
    'addon.price.of',
    'addon.price.on',
    'addon.price.url',
    'addon.title',
  ],
  // The URL contains a shell variable.
  '_shared/partials/front-page.html.ejs': ['body', 'heading'],
  '_ci/github/files/.github/workflows/ci.yml.ejs': ['dockerBuild', 'probes.join(" ")', 'server.url'],
  '_ci/gitlab/files/.gitlab-ci.yml.ejs': ['dockerBuild', 'probes.join(" ")'],
  '_shared/files/.dockerignore.ejs': ['line.replace(/\\/$/, "")', 'pattern'],
  '_shared/files/_gitignore.ejs': ['line', 'pattern', 'template.title'],
  '_shared/files/Dockerfile.ejs': ['base.setup.instructions.join("\\n")', 'base.setup.reason', 'dockerBuild'],
  '_shared/files/README.md.ejs': [
    'addon.title',
    'each.description',
    'each.image',
    'file.path',
    'file.reason',
    'template.description',
  ],
  '_shared/partials/service-names.ejs': ['services.map(({ title }) => title).join(" and ")'],
  '_shared/partials/service-variables.ejs': ['services.map(({ server }) => server.variable).join(" and ")'],
  '_shared/partials/services.md.ejs': [
    'services.map(({ title, server }) => `${title} at \\`${server.variable}\\``).join(" and ")',
  ],
  'flask/files/__module__/__init__.py.ejs': ['["pages", ...contributions.pages].sort().join(", ")'],
  'flask/files/__module__/health.py.ejs': ['contributions.checks.toSorted().join(", ")'],
  'go/addons/postgres/cmd/release/main.go.ejs': ['contributions.releases.map((name) => `, ${name}.Migrate`).join("")'],
  'go/addons/postgres/internal/database/fresh/fresh.go.ejs': [
    'contributions.releases.map((name) => `, ${name}.Migrate`).join("")',
  ],
  'go/files/nix/app.nix.ejs': ['include(`modules/${addons.map(({ id }) => id).join("-")}.hash.ejs`).trim()'],
  'node/files/package.json.ejs': [
    'listed("@eslint/js ^10.0.1", "@types/node ^24.19.2", "eslint ^10.15.0", "prettier ^3.10.1", "typescript ~6.0.3", "typescript-eslint ^8.73.0", ...contributions.tools)',
    'listed("fastify ^5.12.8", ...contributions.dependencies)',
  ],
  'node/files/src/app.ts.ejs': ['line'],
  'node/files/src/services.ts.ejs': [
    'services.map(({ id, contributes }) => `${id}: ${contributes.checks[0]}`).join(", ")',
  ],
};

/** Must not be in a reviewed line: it comes from a record, a project or a command line. */
const untrusted = ['name', 'names', 'title', 'options', 'project', 'processes', 'release', 'programs', 'answers'];

const paths = readdirSync(templatesRoot, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ejs'))
  .sort();

const textOf = (path: string): string => readFileSync(join(templatesRoot, path), 'utf8');

const written = (path: string): string[] =>
  [...textOf(path).matchAll(/<%-([\s\S]*?)[-_]?%>/g)].map(([, expression = '']) => expression.trim());

function parsed(expression: string): ts.Expression | undefined {
  const { statements } = ts.createSourceFile('x.ts', `(${expression})`, ts.ScriptTarget.Latest, true);
  const [only] = statements;
  if (statements.length !== 1 || !only || !ts.isExpressionStatement(only)) return undefined;
  return ts.isParenthesizedExpression(only.expression) ? only.expression.expression : undefined;
}

/** Whether a value goes through a function for the language around it, or is a text of the template itself. */
function isLiteral(node: ts.Expression, path: string): boolean {
  if (reviewed[path]?.includes(node.getText()) === true) return true;
  if (ts.isStringLiteral(node)) return true;
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].every((each) => isLiteral(each, path));
  if (!ts.isCallExpression(node)) return false;
  const { expression: callee } = node;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text === 'padEnd' && isLiteral(callee.expression, path);
  return ts.isIdentifier(callee) && (callee.text === 'include' || Object.hasOwn(literals, callee.text));
}

const isFine = (expression: string, path: string): boolean => {
  const node = parsed(expression);
  return node !== undefined && isLiteral(node, path);
};

describe('what templates write', () => {
  it.each(paths)('goes through a function for its language, or was reviewed: %s', (path) => {
    expect(written(path).filter((expression) => !isFine(expression, path))).toEqual([]);
    expect(textOf(path)).not.toContain('<%=');
  });

  it('is distinguished from what goes straight into a file', () => {
    const path = '_shared/files/heroku.yml.ejs';
    for (const expression of [
      'process.name',
      'name',
      'yaml(name) + name',
      'x => yaml(x)',
      'yaml(a), b',
      'onboarded ? name : ""',
      'String(name)',
      'project.builds.padEnd(3)',
    ])
      expect([expression, isFine(expression, path)]).toEqual([expression, false]);
    for (const expression of ['yaml(process.name)', 'sh(name).padEnd(9)', 'onboarded ? "" : "x"', 'include("a.ejs")'])
      expect([expression, isFine(expression, path)]).toEqual([expression, true]);
  });

  it('is reviewed only if it is used, and contains nothing that others control', () => {
    for (const [path, expressions] of Object.entries(reviewed)) {
      const conditions = written(path).join('\n');
      for (const expression of expressions) {
        expect(conditions).toContain(expression);
        const root = /^[\w$]*/.exec(expression)?.[0] ?? '';
        expect(untrusted).not.toContain(root);
      }
    }
    expect(Object.keys(reviewed).length).toBeLessThanOrEqual(20);
  });
});
