import type { Catalog } from '../domain.js';
import { noAddons } from '../answers/addons.js';
import { answerFlags } from './command-line.js';
import { createGrammar } from './flags.js';
import { columns } from './text.js';

/** The text of --help: everything that can be typed, with the values that the catalog offers. */
export function helpText(catalog: Catalog): string {
  const ids = (entries: readonly { readonly id: string }[]): string => entries.map(({ id }) => id).join(' | ');
  const hints: Record<keyof typeof answerFlags, string> = {
    template: ids(catalog.templates),
    name: '<app>',
    title: '<text>',
    base: ids(catalog.bases),
    ci: ids(catalog.cis),
    addons: ids(catalog.addons).replaceAll(' | ', ','),
  };
  const firsts: Partial<Record<string, string>> = {
    template: catalog.templates[0]?.id,
    base: catalog.bases[0]?.id,
    ci: catalog.cis[0]?.id,
    addons: noAddons,
  };
  const values = Object.entries(answerFlags).map(([flag, text]) => [
    `--${flag} <${flag}>`,
    [text, hints[flag as keyof typeof answerFlags].replace(/^<.*/, ''), preset(firsts[flag])]
      .filter(Boolean)
      .join('; '),
  ]);
  const options = catalog.templates.flatMap((template) =>
    template.options.map((option) => [
      `--${option.name} <value>`,
      `${template.id}: ${option.title}; ${option.choices.join(' | ')}; ${preset(option.default)}`,
    ]),
  );
  const shorthands = catalog.addons.flatMap(({ id, shorthand, needs }) =>
    shorthand ? [[`--${id}`, `${id} as one more of the add-ons; needs one of ${needs.join(', ')}`]] : [],
  );
  const plain = Object.entries(createGrammar.switches).map(([flag, text]) => [
    flag === 'yes' ? '-y, --yes' : `--${flag}`,
    text,
  ]);
  return `
Writes a web app that Nix builds and Heroku runs: flake, Dockerfile, heroku.yml, CI, tests, README.

Usage:
  yo heroku-nix [directory] [options]
  npx generator-heroku-nix [directory] [options]
  npx generator-heroku-nix browse --help                how to look at the templates first
  npx generator-heroku-nix update --help                how to bring a repository up to newer templates
  npx generator-heroku-nix onboard --help               how to bring a project that exists
  npx generator-heroku-nix addon --help                 how to add a database or a worker later

  directory   where to write; default: here. Existing files are kept unless you agree, file by file.

Templates:
${columns(catalog.templates.map(({ id, description }) => [id, description]))}

What the app is (asked for in a terminal, when left out):
${columns([...values, ...shorthands])}

Options of templates:
${columns(options)}

How to run:
${columns([...plain, ['--help', 'this text'], ['--version', 'the version of this generator']])}

Examples:
  yo heroku-nix my-app                                  asks five questions at most
  npx generator-heroku-nix my-app --template ${catalog.templates[0]?.id ?? ''} --yes
  npx generator-heroku-nix my-app --template ${catalog.templates[0]?.id ?? ''} --yes --dry-run

Exit codes:
  0 done   1 refused: bad input, or files that would be overwritten   75 a passing fault: try again   130 interrupted
`;
}

const preset = (value: string | undefined): string => (value === undefined ? '' : `default: ${value}`);
