import type { Addon, Price } from '../model/addon.js';
import type { Catalog, Template } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import { find } from '../catalog/find.js';

/** How an empty list of add-ons is written. */
export const noAddons = 'none';

/** Reads a list of add-ons as typed: ids separated by commas. */
export const listed = (text: string): string[] =>
  text.split(/[\s,]+/).filter((word) => word !== '' && word !== noAddons);

/** Add-ons as they are stored: each once, in the catalog's order. Unknown ids are reported elsewhere. */
export const inOrder = ({ addons }: Catalog, ids: readonly string[]): string[] =>
  addons.map(({ id }) => id).filter((id) => ids.includes(id));

/** Whether this add-on needs one of a few others, and none of them is chosen. */
export const lacksNeed = ({ needs }: Addon, chosen: readonly string[]): boolean =>
  needs.length > 0 && !needs.some((need) => chosen.includes(need));

/** Adds or removes an add-on: adding one also adds what it needs, removing one also removes what needs it. */
export function switched(catalog: Catalog, ids: readonly string[], id: string): string[] {
  const out = ids.includes(id);
  const kept = out ? ids.filter((each) => each !== id) : [...ids, id];
  const lacking = catalog.addons.filter((addon) => kept.includes(addon.id) && lacksNeed(addon, kept));
  return inOrder(
    catalog,
    out
      ? kept.filter((each) => !lacking.some((addon) => addon.id === each))
      : [...kept, ...lacking.flatMap(({ needs }) => needs.slice(0, 1))],
  );
}

/** What an add-on costs, and as of when. */
export const costOf = ({ monthly, of, on }: Price): string => `$${monthly} a month for ${of} (${on})`;

/** The add-ons that a template offers. */
export const offeredBy = ({ addons }: Catalog, template: Template): Addon[] =>
  addons.filter(({ id }) => Object.hasOwn(template.addons, id));

/** Commands that add the services among add-ons to an existing app. */
export const attachCommands = ({ addons }: Catalog, ids: readonly string[]): string[] =>
  addons.flatMap(({ id, heroku }) =>
    heroku && ids.includes(id) ? [`heroku addons:create ${heroku.plan} --as ${heroku.as}`] : [],
  );

/**
 * Checks a choice of add-ons against the catalog and, once it is known, the template.
 *
 * @param asTyped how the user types a choice of add-ons
 * @throws UserError for an add-on that isn't available, or whose need isn't met
 */
export function checkAddons(
  catalog: Catalog,
  template: Template | undefined,
  ids: readonly string[],
  asTyped = (all: readonly string[]): string => `--addons ${all.join(',')}`,
): void {
  const chosen = ids.map((id) => find(catalog.addons, 'addons', id));
  const foreign = template ? chosen.find(({ id }) => !Object.hasOwn(template.addons, id)) : undefined;
  if (template && foreign) throw notOffered(catalog, template, foreign);
  const lacking = chosen.find((addon) => lacksNeed(addon, ids));
  if (!lacking) return;
  throw new UserError({
    headline: `The add-on ${lacking.id} needs another one`,
    detail: `${needText(catalog, lacking)} You selected: ${ids.join(', ')}.`,
    fix: asTyped([lacking.needs[0] ?? '', ...ids]),
  });
}

/** Names of add-ons for people to read: "Postgres or Redis". */
function needText({ addons }: Catalog, { title, needs }: Addon): string {
  const names = needs.map((need) => addons.find(({ id }) => id === need)?.title ?? need);
  return `${title} needs ${names.join(' or ')}. Select ${needs.length === 1 ? 'it' : 'one of them'} too.`;
}

/** What is wrong with a choice of add-ons, or undefined. */
export function addonsFault(catalog: Catalog, template: Template, ids: readonly string[]): string | undefined {
  try {
    checkAddons(catalog, template, ids);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.problem.detail;
    throw error;
  }
}

function notOffered(catalog: Catalog, template: Template, { id }: Addon): UserError {
  const offered = offeredBy(catalog, template).map((each) => each.id);
  const owners = catalog.templates.filter((each) => Object.hasOwn(each.addons, id)).map((each) => each.id);
  return new UserError({
    headline: `The template ${template.id} doesn't offer the add-on ${id}`,
    detail: `It offers: ${offered.join(', ') || noAddons}. ${id} is offered by: ${owners.join(', ') || 'none yet'}.`,
    fix: owners[0] === undefined ? `leave ${id} out` : `leave ${id} out, or choose --template ${owners[0]}`,
  });
}
