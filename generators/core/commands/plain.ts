import { find } from '../catalog/find.js';
import type { Catalog } from '../model/catalog.js';
import type { Answers } from '../model/pipeline.js';

/** How to start one of our apps without Nix. */
export function plainCommands({ templates }: Catalog, { template, options }: Answers): string[] {
  const { plain } = find(templates, 'template', template);
  return plain.map((command) => command.replace(/\{(\w+)\}/g, (token, name: string) => options[name] ?? token));
}
