import type { Origin } from '../../generators/core/model/locked.js';
import type { Requirement } from '../../generators/core/model/readiness.js';
import { concluded } from '../../generators/core/project/conclusions.js';
import { examine, type Examined } from '../../generators/core/project/detect.js';
import { requirementsOf } from '../../generators/core/project/requirements/requirements.js';
import { catalog } from './rendering.js';

/**
 * Looks at a project, with our own templates.
 *
 * @param template the one that the user named, if any
 * @param options the user's other answers
 * @param said where packages come from, by the user
 */
export const examinedAt = (
  folder: string,
  template?: string,
  options: Readonly<Record<string, string>> = {},
  said?: Origin,
): Examined => examine({ templates: catalog.templates, common: catalog.detection }, folder, template, options, said);

/** Everything that must be true for a project that was looked at. */
export function requirementsFrom(examined: Examined): Requirement[] {
  const { detected, context } = examined;
  const template = catalog.templates.find(({ id }) => id === detected.template);
  if (!template) throw new Error(`no template fits ${detected.root}`);
  const conclusion = concluded(template, examined, {}, { options: {} });
  return requirementsOf({ ...context, template, detected, conclusion });
}

/** What isn't met, with what to do: `missing: There's no go.mod | go mod init @go.mod:1`. */
export const toldAt = (folder: string): string[] =>
  requirementsFrom(examinedAt(folder)).flatMap(({ state, headline, evidence: [place] }) => {
    if (state.is === 'met') return [];
    const step = (state.is === 'missing' ? state.fix : state.check) ?? '';
    return [`${state.is}: ${headline} | ${step}${place ? ` @${place.path}:${place.line}` : ''}`];
  });

/** What isn't met: `build missing: There's no go.mod`. */
export const unmetAt = (folder: string, template?: string): string[] =>
  requirementsFrom(examinedAt(folder, template))
    .filter(({ state }) => state.is !== 'met')
    .map(({ stage, state, headline }) => `${stage} ${state.is}: ${headline}`);
