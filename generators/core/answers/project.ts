import { axes } from '../model/axes.js';
import type { Catalog } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import type { Answers, PartialAnswers } from '../model/pipeline.js';
import { storedPath } from '../model/records.js';
import { attachCommands } from './addons.js';

/**
 * Refuses what doesn't work for an existing project: a record that doesn't say how it starts, and what only the apps
 * that we write can have.
 *
 * @throws UserError
 */
export function checkProject(catalog: Catalog, answers: Answers): void {
  const { project } = answers;
  if (!project) return;
  if (project.processes.web === undefined) throw startMissing();
  checkOnboarding(catalog, answers);
}

/**
 * Refuses what only the apps that we write can have: add-ons, since the project's own code knows how to reach its
 * services, and choices that the project has made itself.
 *
 * @throws UserError
 */
export function checkOnboarding(catalog: Catalog, answers: PartialAnswers): void {
  const { addons = [] } = answers;
  if (addons.length > 0)
    throw new UserError({
      headline: 'Add-ons are for the apps that this generator writes',
      detail: `This is an existing app with code of its own. You selected: ${addons.join(', ')}.`,
      fix: attachCommands(catalog, addons).join(' && ') || 'leave them out',
    });
  for (const { flag, values, noun, onboard } of axes) {
    const value = answers[flag] ?? catalog[values][0]?.id;
    if (onboard !== false || value === catalog[values][0]?.id) continue;
    throw new UserError({
      headline: `An existing project keeps its own ${noun}`,
      detail: `--${flag} is for the apps that this generator writes. You selected: ${value ?? ''}.`,
      fix: `leave --${flag} out`,
    });
  }
}

const startMissing = (): UserError =>
  new UserError({
    headline: `${storedPath} doesn't say how the web process starts`,
    detail: 'The project was onboarded, and there is no usable command for web.',
    fix: 'npx generator-heroku-nix onboard, which detects it again',
  });
