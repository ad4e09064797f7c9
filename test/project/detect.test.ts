import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogOf } from '../../generators/core/catalog/catalog.js';
import { readManifests } from '../../generators/core/catalog/manifests.js';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import type { Detected } from '../../generators/core/model/detection.js';
import type { Catalog } from '../../generators/core/model/catalog.js';
import { examine } from '../../generators/core/project/detect.js';
import { unmetAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';
import { catalog } from '../support/rendering.js';

const found = (files: Readonly<Record<string, string>>, { templates, detection }: Catalog = catalog): Detected =>
  examine({ templates, common: detection }, temporaryFolder(files)).detected;

const app = 'from flask import Flask\n\napp = Flask(__name__)\n';
const values = (detected: Detected, list: string) => detected.lists[list]?.map(({ value }) => value) ?? [];

describe('detection', () => {
  it('reports where it found the evidence', () => {
    const { facts } = found({ 'requirements.txt': '# web\nFlask==3.1\n', 'app.py': app });
    expect(facts.framework).toMatchObject({ value: 'Flask', settled: true });
    expect(facts.framework?.evidence[0]).toEqual({ path: 'requirements.txt', line: 2, text: 'Flask==3.1' });
    expect(facts.start?.evidence).toEqual([{ path: 'app.py', line: 3, text: 'app = Flask(__name__)' }]);
  });

  it('settles on nothing if two candidates are equally good, and reports both', () => {
    const { facts } = found({ 'requirements.txt': 'flask\n', 'app.py': app, 'main.py': app });
    expect(facts.start?.settled).toBe(false);
    expect([facts.start?.value, facts.start?.alternatives[0]?.value].map((each) => each?.split(' ')[1])).toEqual([
      'app:app',
      'main:app',
    ]);
  });

  it.each([
    ['Deno', { 'deno.json': '{}', 'main.ts': '' }],
    ['Deno', { 'deno.json': '{}', 'deno.lock': '{}', 'package.json': '{}', 'main.ts': '' }],
    ['node', { 'deno.json': '{}', 'package.json': '{}', 'pnpm-lock.yaml': '', 'main.ts': '' }],
    ['node', { 'deno.jsonc': '{}', 'package.json': '{}', 'package-lock.json': '{}', 'main.ts': '' }],
  ])('takes a project for %s by what installs its packages: %j', (kind, files) => {
    expect(found(files).kind).toMatchObject({ value: kind, settled: true });
  });

  it("doesn't treat a file with a meaning of its own as misspelled", () => {
    const files = { 'requirements.txt': 'flask\n', 'app.py': app };
    expect(found({ ...files, 'project.toml': '[_]\nschema-version = "0.2"\n' }).misspelled).toEqual([]);
    expect(found({ ...files, 'pyprojects.toml': '' }).misspelled).toMatchObject([{ meant: 'pyproject.toml' }]);
  });

  it('believes the Procfile, whatever else there is', () => {
    const { facts, processes } = found({
      'requirements.txt': 'flask\n',
      'app.py': app,
      Procfile: 'web: ./serve\nworker: ./work\n',
    });
    expect(facts.start).toMatchObject({ value: './serve', settled: true });
    expect(processes.map(({ type, command }) => `${type}: ${command}`)).toEqual(['web: ./serve', 'worker: ./work']);
  });

  it('reads files that include each other in a circle only once', () => {
    const { dependencies } = found({
      'requirements.txt': '-r a.txt\nflask\n',
      'a.txt': '-r requirements.txt\n--requirement ../outside.txt\nredis # store\n',
    });
    expect(dependencies.map(({ name }) => name)).toEqual(['redis', 'flask']);
  });

  it('looks for the app in src/, but not in tests and examples', () => {
    const { facts } = found({
      'pyproject.toml': '[project]\ndependencies = ["flask"]\n',
      'src/shop/app.py': app,
      'tests/app.py': app,
      'examples/one/app.py': app,
    });
    expect(facts.start).toMatchObject({ settled: true, alternatives: [] });
    expect(facts.start?.value).toContain('shop.app:app');
  });

  it("doesn't mistake a database on localhost for a server on localhost", () => {
    const server = 'const db = { host: "localhost", port: 5432 };\napp.listen(process.env.PORT);\n';
    const files = { 'package.json': '{"scripts":{"start":"node server.js"}}', 'server.js': server };
    expect(unmetAt(temporaryFolder(files)).join()).not.toContain('listens on this machine');
  });

  it('names the templates of the parts if the whole has none', () => {
    const { kind, parts } = found({
      'apps/api/package.json': '{"scripts":{"start":"node ."}}',
      'apps/api/server.js': '',
      'apps/jobs/go.mod': 'module jobs\n',
    });
    expect(kind).toBeUndefined();
    expect(parts).toEqual([
      { path: 'apps/api', kind: 'node' },
      { path: 'apps/jobs', kind: 'go' },
    ]);
  });

  it("survives files that don't match their names", () => {
    const broken = {
      'package.json': '{ "scripts": ',
      'pyproject.toml': '[project\n',
      'go.mod': '\u0001',
      Procfile: ':\n',
    };
    expect(() => found({ ...broken, 'package-lock.json': '[]', 'app.json': '3' })).not.toThrow();
  });

  it('finds services by environment variables in the source, and drivers by dependencies', () => {
    const project = found({ 'requirements.txt': 'psycopg2\n', 'app.py': 'REDIS_URL\n' });
    expect(values(project, 'services')).toEqual(['redis']);
    expect(values(project, 'drivers')).toEqual(['postgresql']);
  });

  it('learns a kind of project from a folder, without any TypeScript', () => {
    const root = temporaryFolder();
    cpSync(templatesRoot, root, { recursive: true });
    cpSync(join(root, 'go'), join(root, 'zig'), { recursive: true });
    const path = join(root, 'zig/template.yml');
    const manifest = readFileSync(path, 'utf8').replace(/^language: .*$/m, 'language: zig');
    const evidence = '  evidence:\n    - { file: build.zig, confidence: 0.99 }\n  names: [build.zig]\n';
    writeFileSync(path, manifest.replace(/ {2}evidence:\n[^]*?(?= {2}facts:)/, evidence));
    const extended = catalogOf(root, readManifests(root));
    const common = extended.detection;
    const languages = Object.fromEntries(Object.entries(common.languages).filter(([title]) => title !== 'Zig'));
    const learnt = found({ 'build.zig': '' }, { ...extended, detection: { ...common, languages } });
    expect(learnt).toMatchObject({ template: 'zig', kind: { settled: true } });
    expect(found({ 'build.zig': '' }).kind).toMatchObject({ value: 'Zig' });
  });
});
