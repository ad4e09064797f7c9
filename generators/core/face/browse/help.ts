import type { Catalog } from '../../domain.js';
import { answerFlags } from '../command-line.js';
import { columns } from '../text.js';
import { browseGrammar } from './request.js';

/** The text of browse --help. */
export function helpText(catalog: Catalog): string {
  const [first = '', second = ''] = catalog.templates.map(({ id }) => id);
  const options = catalog.templates.flatMap((template) =>
    template.options.map((option) => [`--${option.name} <value>`, `${template.id}: ${option.choices.join(' | ')}`]),
  );
  const values = Object.keys(answerFlags)
    .filter((flag) => flag !== 'template')
    .map((flag) => [`--${flag} <${flag}>`, 'as for creating']);
  const { diff, html } = browseGrammar.values;
  return `
Shows the templates, and what they would write.

Usage:
  yo heroku-nix:browse [template] [file] [options]
  npx generator-heroku-nix browse [template] [file] [options]

Without a name, all templates, in a terminal to walk around in by keys; with one, its options and files; with a file, that file byte for byte.

What is shown:
${columns([...options, ...values])}

How to show it:
${columns([['--diff <template>', diff], ['--html <dir>', html], ...Object.entries(browseGrammar.switches).map(([flag, text]) => [`--${flag}`, text])])}

Examples:
  npx generator-heroku-nix browse
  npx generator-heroku-nix browse ${first} flake.nix > flake.nix
  npx generator-heroku-nix browse ${first} --diff ${second}
  npx generator-heroku-nix browse --html gallery --open
`;
}
