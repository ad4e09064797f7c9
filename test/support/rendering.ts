import { settle } from '../../generators/core/answers/questions.js';
import { catalogOf } from '../../generators/core/catalog/catalog.js';
import { readManifests } from '../../generators/core/catalog/manifests.js';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import type { Answers, FileSet } from '../../generators/core/model/pipeline.js';
import { render } from '../../generators/core/render/render.js';

/** The catalog from the sources, built or not. */
export const catalog = catalogOf(templatesRoot, readManifests(templatesRoot));

/** Stands in for the user's registry in expected trees; the top-level domain can never exist (RFC 6761). */
export const registry = () => 'https://registry.invalid/';

/** The default answers, except for the given ones. */
export const answersFor = (template: string, given: Partial<Answers> = {}): Omit<Answers, 'project'> => ({
  ...settle(catalog, { options: {}, template, ...given }, { stored: { options: {} }, name: 'my-app' }),
});

export const renderFor = (template: string, given: Partial<Answers> = {}): Promise<FileSet> =>
  render(catalog, answersFor(template, given), registry);

export const textOf = (files: FileSet, path: string): string => {
  const file = files.get(path);
  if (!file) throw new Error(`${path} is not among ${[...files.keys()].join(', ')}`);
  return file.content.toString('utf8');
};
