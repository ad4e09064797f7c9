import type { Catalog } from '../../domain.js';
import { columns } from '../text.js';
import { updateGrammar } from './grammar.js';

/** The text of update --help. */
export function helpText(catalog: Catalog): string {
  const switches = Object.entries(updateGrammar.switches).map(([flag, text]) => [
    flag === 'yes' ? '-y, --yes' : `--${flag}`,
    text,
  ]);
  const options = catalog.templates.flatMap((template) =>
    template.options.map((option) => [`--${option.name} <value>`, `${template.id}: ${option.choices.join(' | ')}`]),
  );
  return `
Brings a repository that this generator wrote up to its newer templates. Your changes are merged, never lost.

Usage:
  yo heroku-nix:update [directory] [options]
  npx generator-heroku-nix@latest update [directory] [options]

  directory   where the repository is; default: here

A managed file that you left alone is replaced; one that you edited is merged line by line. Where your change and
ours meet, both stand between marks, as git does it, and the exit code is 1. A file that you removed stays away.
Files that are yours (the app, its tests, the README) are never touched.

To change an answer at the same time:
${columns([...options, ['--base <name>', catalog.bases.map(({ id }) => id).join(' | ')], ['--ci <name>', catalog.cis.map(({ id }) => id).join(' | ')]])}

How to run:
${columns(switches)}

Exit codes:
  0 done   1 refused, or marks are left to decide between   75 a passing fault: try again   130 interrupted
`;
}
