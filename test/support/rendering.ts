import { settle } from '../../generators/core/answers/questions.js';
import { readCatalog } from '../../generators/core/catalog/catalog.js';
import type { Answers, FileSet } from '../../generators/core/domain.js';
import { render } from '../../generators/core/render/render.js';

export const catalog = readCatalog();

/** Stands for the user's registry in expected trees; the top-level domain can never exist (RFC 6761). */
export const registry = () => 'https://registry.invalid/';

/** The default answers, but for what is given. */
export const answersFor = (template: string, given: Partial<Answers> = {}): Answers => ({
  ...settle(catalog, { options: {}, template, ...given }, { stored: { options: {} }, name: 'my-app' }),
});

export const renderFor = (template: string, given: Partial<Answers> = {}): Promise<FileSet> =>
  render(catalog, answersFor(template, given), registry);

export const textOf = (files: FileSet, path: string): string => {
  const file = files.get(path);
  if (!file) throw new Error(`${path} is not among ${[...files.keys()].join(', ')}`);
  return file.content.toString('utf8');
};
