import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSet } from '../../generators/core/model/pipeline.js';
import type { Template } from '../../generators/core/model/catalog.js';
import { addonSets, pairwiseAnswers } from '../support/pairwise.js';
import { catalog, renderFor } from '../support/rendering.js';

const root = join(import.meta.dirname, '../expected');
const refresh = process.env.UPDATE_EXPECTED === '1';

/** A stored tree as a file set of the same form as a rendered one. */
function readTree(folder: string): Map<string, { text: string; mode: string }> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const mode = statSync(path).mode & 0o100 ? '755' : '644';
      return [path.slice(folder.length + 1), { text: readFileSync(path, 'utf8'), mode }];
    }),
  );
}

const asTree = (files: FileSet) =>
  new Map(
    [...files].map(([path, { content, mode }]) => [path, { text: content.toString('utf8'), mode: mode.toString(8) }]),
  );

function writeTree(folder: string, files: FileSet): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, { content, mode }] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    chmodSync(join(folder, path), mode);
  }
}

/** The sets of add-ons whose trees are stored: all of them, and each one with what it needs. */
const kept = (template: Template): string[][] =>
  addonSets(catalog, template).filter((set, index, sets) => {
    const needing = catalog.addons.filter(({ id, needs }) => set.includes(id) && needs.length > 0);
    return index === sets.length - 1 || (needing.length > 0 && set.length === 2);
  });

const cases = catalog.templates.flatMap((template) => [
  { name: `${template.id}/defaults`, render: () => renderFor(template.id) },
  ...pairwiseAnswers(catalog, template).map((answers) => ({
    name: `${template.id}/${[...Object.values(answers.options), answers.base, answers.ci, answers.license].join('-')}`,
    render: () => renderFor(template.id, answers),
  })),
  ...kept(template).map((addons) => ({
    name: `${template.id}/${['with', ...addons].join('-')}`,
    render: () => renderFor(template.id, { addons }),
  })),
]);

describe('the rendered tree equals the stored one', () => {
  it.each(cases)('$name', async ({ name, render }) => {
    const files = await render();
    if (refresh) writeTree(join(root, name), files);
    const kept = readTree(join(root, name));
    expect([...asTree(files).keys()].sort()).toEqual([...kept.keys()].sort());
    for (const [path, file] of asTree(files)) expect(file, path).toEqual(kept.get(path));
  });

  it('has no stored tree that is no longer rendered', () => {
    const kept = readdirSync(root).flatMap((template) =>
      readdirSync(join(root, template)).map((name) => `${template}/${name}`),
    );
    const idle = kept.filter((name) => !cases.some((each) => each.name === name));
    if (refresh) for (const name of idle) rmSync(join(root, name), { recursive: true });
    else expect(idle).toEqual([]);
  });
});
