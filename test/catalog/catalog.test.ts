import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openQuestions, settle } from '../../generators/core/answers/questions.js';
import { catalogOf } from '../../generators/core/catalog/catalog.js';
import { readManifests } from '../../generators/core/catalog/manifests.js';
import { loadCatalog } from '../../generators/core/catalog/load.js';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import type { Template } from '../../generators/core/model/catalog.js';
import { herokuName } from '../../generators/core/answers/names.js';
import { derivedNames } from '../../generators/core/render/context.js';
import { axisLayers } from '../../generators/core/render/layers.js';
import { render } from '../../generators/core/render/render.js';
import { sourcesOf } from '../../generators/core/render/sources.js';
import { catalog, registry, renderFor, textOf } from '../support/rendering.js';
import { temporaryFolder } from '../support/folders.js';

/** The top-level folders of a template that are named after the app. */
const namedAfterApp = (template: Template, name = 'my-app'): string[] => {
  const rendered = sourcesOf(template.layer, derivedNames(template, name));
  const plain = sourcesOf(template.layer, {});
  const tops = rendered
    .filter(({ path }, index) => path !== plain[index]?.path)
    .map(({ path }) => path.split('/')[0] ?? '');
  return [...new Set(tops)];
};

const background = { stored: { options: {} }, name: 'my-app' };

describe('the catalog', () => {
  it('has every folder with a manifest, the default first', () => {
    const folders = readdirSync(templatesRoot).filter((name) => /^[a-z]/.test(name) && name !== 'schema');
    expect(catalog.templates.map(({ id }) => id).sort()).toEqual(folders.sort());
    expect(catalog.bases.map(({ id }) => id)).toEqual(['nixery', 'nixos-nix', 'lix', 'nix-docker-base']);
    expect(catalog.cis.map(({ id }) => id)).toEqual(['github', 'gitlab', 'none']);
    expect(catalog.licenses.map(({ id }) => id)).toEqual(['none', 'mit', 'apache-2.0']);
  });

  it('is packaged as the manifests say', () => {
    expect(loadCatalog()).toEqual(catalog);
  });

  it('says that a base is deprecated, and why', () => {
    expect(catalog.bases.find(({ id }) => id === 'nix-docker-base')?.deprecated).toMatch(/2023/);
    expect(catalog.bases[0]?.deprecated).toBeUndefined();
  });

  it('gives options of the same name the same meaning in every template', () => {
    const options = catalog.templates.flatMap((template) => template.options);
    for (const option of options) {
      const twins = options.filter(({ name }) => name === option.name);
      for (const twin of twins) expect(twin.title).toBe(option.title);
      expect(option.choices).toContain(option.default);
    }
  });
});

describe.each(catalog.templates)('the template $id', (template) => {
  it('asks at most five questions', () => {
    const first = openQuestions(catalog, { options: {} }, background);
    const rest = openQuestions(catalog, { options: {}, template: template.id }, background);
    const asked = [...first, ...rest].filter(({ quiet }) => !quiet);
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('describes each file in one row, and each row describes a file', () => {
    const layers = [catalog.shared, template.layer, ...axisLayers(catalog)];
    for (const layer of layers) expect(() => sourcesOf(layer, derivedNames(template, 'my-app'))).not.toThrow();
  });

  it('has at most three conditions in a file', () => {
    const layers = [catalog.shared, template.layer, ...axisLayers(catalog)];
    for (const { source } of layers.flatMap((layer) => sourcesOf(layer, {})).filter(({ rendered }) => rendered)) {
      expect((readFileSync(source, 'utf8').match(/<%_? *if\b/g) ?? []).length, source).toBeLessThanOrEqual(3);
    }
  });

  it('never lets a file named after the app replace another one or be ignored by git', async () => {
    const plain = [...(await renderFor(template.id)).keys()];
    const ignored = [...template.ignore.map((line) => line.replace(/\/$/, '')), 'result'];
    const fixed = plain.map((path) => path.split('/')[0] ?? '').filter((top) => !namedAfterApp(template).includes(top));
    for (const top of new Set([...fixed, ...ignored].filter((name) => herokuName.test(name)))) {
      expect((await renderFor(template.id, { name: top })).size, top).toBe(plain.length);
      for (const folder of namedAfterApp(template, top)) expect([...fixed, ...ignored], top).not.toContain(folder);
    }
  });
});

describe('adding a template', () => {
  it('only takes a new folder', async () => {
    const root = temporaryFolder();
    cpSync(templatesRoot, root, { recursive: true });
    const model = catalog.templates[0]?.id ?? '';
    for (const { id } of catalog.templates.slice(1)) rmSync(join(root, id), { recursive: true });
    mkdirSync(join(root, 'zig'));
    cpSync(join(root, model), join(root, 'zig'), { recursive: true });
    const manifest = readFileSync(join(root, 'zig/template.yml'), 'utf8');
    writeFileSync(
      join(root, 'zig/template.yml'),
      manifest.replace(/^title: .*$/m, 'title: Zig').replace(/^order: .*$/m, 'order: 99'),
    );
    const extended = catalogOf(root, readManifests(root));
    expect(extended.templates.map(({ id }) => id)).toEqual([model, 'zig']);
    const answers = settle(extended, { options: {}, template: 'zig' }, background);
    const files = await render(extended, answers, registry);
    expect(textOf(files, 'README.md')).toContain('# My app');
  });

  it('can say where a file was before, so that an update finds it', async () => {
    const root = temporaryFolder();
    cpSync(templatesRoot, root, { recursive: true });
    const { id = '' } = catalog.templates.find(({ names }) => 'module' in names) ?? {};
    const path = join(root, id, 'template.yml');
    const moved = readFileSync(path, 'utf8').replace(
      /(^files:[^]*?)ownership: managed$/m,
      '$1was: [__module__/flake.nix]\n    ownership: managed',
    );
    writeFileSync(path, moved);
    const extended = catalogOf(root, readManifests(root));
    const files = await render(extended, settle(extended, { options: {}, template: id }, background), registry);
    expect([...files.values()].flatMap(({ was = [] }) => was)).toEqual(['my_app/flake.nix']);
  });

  it("fails with the location of the mistake if its manifest doesn't fit the schema", () => {
    const root = temporaryFolder();
    cpSync(templatesRoot, root, { recursive: true });
    const path = join(root, catalog.templates[0]?.id ?? '', 'template.yml');
    writeFileSync(path, `${readFileSync(path, 'utf8')}\nflavour: sweet\n`);
    expect(() => readManifests(root)).toThrow(/template\.yml does not fit[^]*flavour/);
  });
});
