import { find, findValue, quote } from '../catalog/find.js';
import { nearest } from '../catalog/nearest.js';
import { axes } from '../model/axes.js';
import type { PartialAnswers } from '../model/pipeline.js';
import type { Catalog, Template, TemplateOption } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import { herokuName, herokuSafe } from './names.js';
import { checkAddons } from './addons.js';
import { titleFault } from './title.js';

/**
 * Checks what the user said against the catalog.
 *
 * @param isProject whether it's about an existing project, which may choose among more
 * @throws UserError for the first part that isn't valid, with values that are
 */
export function checkPartial(catalog: Catalog, given: PartialAnswers, isProject = false): void {
  const template = given.template === undefined ? undefined : find(catalog.templates, 'template', given.template);
  for (const axis of axes) {
    const value = given[axis.flag];
    if (value !== undefined) findValue(catalog, axis, value);
  }
  if (given.name !== undefined) checkName(given.name);
  if (given.title !== undefined) checkTitle(given.title);
  if (given.addons !== undefined) checkAddons(catalog, template, given.addons);
  if (template)
    for (const [name, value] of Object.entries(given.options)) checkOption(catalog, template, name, value, isProject);
}

/** What an option offers. */
export const choicesFor = ({ choices, locked = [] }: TemplateOption, isProject: boolean): readonly string[] =>
  isProject ? [...choices, ...locked] : choices;

/** What is wrong with an app name, or undefined. */
export const nameFault = (name: string): string | undefined =>
  herokuName.test(name)
    ? undefined
    : "App names are 3–30 lowercase letters, digits and dashes; start with a letter, don't end with a dash";

function checkName(name: string): void {
  const fault = nameFault(name);
  if (fault === undefined) return;
  throw new UserError({
    headline: `${quote(name)} can't be the name of a Heroku app`,
    detail: `${fault}.`,
    fix: `--name ${herokuSafe(name)}`,
    url: 'https://devcenter.heroku.com/articles/creating-apps',
  });
}

function checkTitle(title: string): void {
  const fault = titleFault(title);
  if (fault === undefined) return;
  throw new UserError({
    headline: "That title can't be used",
    detail: `As given: ${quote(title)}; ${fault}.`,
    fix: 'give --title one line of up to 100 printable characters, or leave it out',
  });
}

function checkOption(catalog: Catalog, template: Template, name: string, value: string, isProject: boolean): void {
  const option = template.options.find((each) => each.name === name);
  if (!option) {
    const owners = catalog.templates.filter((each) => each.options.some((own) => own.name === name));
    const own = template.options.map((each) => `--${each.name}`);
    throw new UserError({
      headline: `The ${template.id} template has no --${name} option`,
      detail: [
        `It belongs to: ${owners.map((each) => each.id).join(', ')}.`,
        own.length > 0 ? `${template.id} has: ${own.join(', ')}.` : `${template.id} has no options of its own.`,
      ].join('\n'),
      fix: `leave --${name} out, or choose --template ${owners[0]?.id ?? template.id}`,
    });
  }
  const choices = choicesFor(option, isProject);
  if (!choices.includes(value)) {
    throw new UserError({
      headline: `${option.title} can't be ${quote(value)}`,
      detail: `Available for ${template.id}: ${choices.join(', ')}.`,
      fix: `--${name} ${nearest(value, choices) ?? option.default}`,
    });
  }
}
