import { costOf } from '../../answers/addons.js';
import type { Catalog } from '../../domain.js';
import { columns } from '../text.js';
import { addonGrammar } from './grammar.js';

/** The text of addon --help. */
export function helpText(catalog: Catalog): string {
  const [first = '', second = ''] = catalog.addons.map(({ id }) => id);
  const switches = Object.entries({ ...addonGrammar.switches, 'directory <dir>': addonGrammar.values.directory });
  return `
Gives an app that this generator wrote a database, a worker and the like, or takes them off again.

Usage:
  yo heroku-nix:addon <add-on> [<add-on> ...] [options]
  npx generator-heroku-nix addon <add-on> [<add-on> ...] [options]

Add-ons:
${columns(catalog.addons.map(({ id, description, price }) => [id, `${description}; ${costOf(price)}`]))}

What creating with the add-on would have written is merged into what is there: heroku.yml, app.json, flake.nix, CI, and
the app itself. Files that you left alone are replaced, those you edited are merged line by line. Where your change and
ours meet, both stand between marks, as git does it, and the exit code is 1. A file that you removed stays away.
With --remove, files of the add-on that you changed stay; nothing on Heroku is touched.

How to run:
${columns(switches.map(([flag, text]) => [`--${flag}`, text]))}

Examples:
  npx generator-heroku-nix addon --list
  npx generator-heroku-nix addon ${first} ${second} --dry-run
  npx generator-heroku-nix addon ${second} --remove

Exit codes:
  0 done   1 refused, or marks are left to decide between   75 a passing fault: try again   130 interrupted
`;
}
