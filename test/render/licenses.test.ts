import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../generators/core/catalog/paths.js';
import type { FileSet } from '../../generators/core/model/pipeline.js';
import { textAt } from '../support/folders.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';

const [none, ...licenses] = catalog.licenses;

/** Texts of LICENSE, as hashes of what SPDX and apache.org publish, and as our own. */
const published: Readonly<Record<string, (text: string) => void>> = {
  mit: (text) => {
    const own = textAt(join(packageRoot, 'LICENSE'));
    expect(text).toBe(own.replace(/^Copyright .*$/m, 'Copyright (c) The my-app authors'));
  },
  'apache-2.0': (text) => {
    const hash = createHash('sha256').update(text).digest('hex');
    expect(hash).toBe('cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30');
  },
};

/** The licenses that the manifests of the app's language name. */
function named(files: FileSet): string[] {
  const json = ['package.json'].flatMap((path) => (files.has(path) ? [JSON.parse(textOf(files, path)) as object] : []));
  const lock = files.has('package-lock.json')
    ? [(JSON.parse(textOf(files, 'package-lock.json')) as { packages: { '': object } }).packages['']]
    : [];
  const toml = files.has('pyproject.toml') ? /^license = "(.*)"$/m.exec(textOf(files, 'pyproject.toml')) : null;
  return [
    ...[...json, ...lock].flatMap((each) => ('license' in each ? [String(each.license)] : [])),
    ...(toml ? [toml[1] ?? ''] : []),
  ];
}

describe.each(catalog.templates)('the template $id', ({ id }) => {
  it('has no license unless one is chosen', async () => {
    const files = await renderFor(id);
    expect(none?.id).toBe('none');
    expect(files.has('LICENSE')).toBe(false);
    expect(named(files)).toEqual([]);
    expect(textOf(files, 'README.md')).not.toMatch(/licen[cs]e/i);
  });

  it.each(licenses)('has the license $id in LICENSE, the README and its manifests', async (license) => {
    const before = await renderFor(id);
    const files = await renderFor(id, { license: license.id });
    published[license.id]?.(textOf(files, 'LICENSE'));
    expect(Object.keys(published)).toContain(license.id);
    const readme = textOf(files, 'README.md');
    expect(readme).toContain(`\n### License\n\n[${license.title}](LICENSE): `);
    expect(readme).toContain('- [`LICENSE`](LICENSE): ');
    const manifests = ['package.json', 'package-lock.json', 'pyproject.toml'].filter((path) => files.has(path));
    expect(named(files)).toEqual(manifests.map(() => license.spdx));
    const differing = [...files].filter(([path, { content }]) => before.get(path)?.content.equals(content) !== true);
    expect(differing.map(([path]) => path).sort()).toEqual(['LICENSE', 'README.md', ...manifests].sort());
  });
});
