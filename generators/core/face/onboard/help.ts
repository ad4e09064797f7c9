import type { Catalog } from '../../domain.js';
import { commonValues } from '../command-line.js';
import { columns } from '../text.js';
import { onboardGrammar } from './request.js';

/** The text of onboard --help. */
export function helpText(catalog: Catalog): string {
  const templates = catalog.templates.filter(({ onboard }) => onboard).map(({ id }) => id);
  const values = Object.entries(onboardGrammar.values).map(([flag, text]) => [`--${flag} <${flag}>`, text]);
  const common = Object.entries(commonValues).map(([flag, text]) => [
    `--${flag} <${flag}>`,
    flag === 'template' ? `what the project is: ${templates.join(' | ')}; default: found out` : text,
  ]);
  const options = catalog.templates.flatMap((template) =>
    template.options.map(({ name, choices }) => [
      `--${name} <value>`,
      `${template.id}: ${choices.join(' | ')}; default: what the project asks for`,
    ]),
  );
  const switches = Object.entries(onboardGrammar.switches).map(([flag, text]) => [
    flag === 'yes' ? '-y, --yes' : `--${flag}`,
    text,
  ]);
  return `
Brings a project that exists onto Nix and Heroku: looks at it, shows what was found out, and adds what is missing.

Usage:
  yo heroku-nix:onboard [directory] [options]
  npx generator-heroku-nix onboard [directory] [options]

Its source is not touched, and no file of yours is overwritten unless you agree. What is left to do is told in order, each with its fix.

What the project is (found out, or asked for in a terminal, when left out):
${columns([...values, ...common, ...options])}

How to run:
${columns(switches)}

Examples:
  npx generator-heroku-nix onboard --explain
  npx generator-heroku-nix onboard my-project --dry-run --yes
  npx generator-heroku-nix onboard --root packages/api --web "node server.js"
`;
}
