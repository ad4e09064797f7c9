import picomatch from 'picomatch';
import type { Requirement } from '../../model/readiness.js';
import { evidenceAt } from '../evidence.js';
import { expression } from '../expressions.js';
import { missing } from '../verdict.js';
import { most, type Ground } from './ground.js';

/** What processes run may not need a package that is only there for development: the image doesn't have it. */
export function importRequirements({ template, tree, dependencies, reached }: Ground): Requirement[] {
  const rule = template.detect.code.packages;
  const own = new Set(dependencies.filter(({ development }) => !development).map(({ name }) => name));
  const others = new Set(dependencies.map(({ name }) => name).filter((name) => !own.has(name)));
  if (rule === undefined || reached === undefined || others.size === 0) return [];
  const meant = picomatch([rule.file].flat(), { dot: true });
  const found = new Map<string, Requirement>();
  for (const path of reached.files.filter((each) => meant(each))) {
    const text = reached.text(path);
    for (const match of text.matchAll(expression(rule.pattern, 'gm'))) {
      const [, name = ''] = match;
      if (!others.has(name) || found.has(name)) continue;
      found.set(
        name,
        missing('dependency', 'boot', {
          headline: `${path} needs ${name}, which isn't in the image: it is a development dependency`,
          fix: `make ${name} an ordinary dependency`,
          evidence: [evidenceAt(tree, path, text, match.index)],
        }),
      );
    }
  }
  return [...found.values()].slice(0, most);
}
