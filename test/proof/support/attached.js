/*
 * The steps for a repository with add-ons: those of any other that show something new, then the app and its services.
 */
import { jobs, sets, stepsOfEach, stepsOfLast, writes } from '../addons.js';
import { cases, catalog } from './cases.js';
import { commands } from './copy.js';
import { tryQueue } from './queue.js';
import { stepsOf } from './steps.js';
import { linesOf, script } from './world.js';

/**
 * @typedef {import('./cases.js').Case} Case
 * @typedef {import('./steps.js').Step} Step
 * @typedef {import('./world.js').Place} Place
 */

/**
 * Each template with each of the sets that it offers, on the first base.
 *
 * @param {string | undefined} template
 * @returns {Case[]}
 */
export const casesWithAddons = (template) =>
  catalog.templates
    .filter(({ id }) => template === undefined || id === template)
    .flatMap(({ id, addons }) =>
      sets
        .filter((set) => set.every((each) => Object.hasOwn(addons, each)))
        .flatMap((set) => cases({ template: id, base: catalog.bases[0]?.id, addons: set }).slice(0, 1)),
    );

/**
 * @param {Case} one
 * @param {import('../../../generators/core/model/pipeline.js').FileSet} files what was rendered
 * @param {Place} place
 * @param {{ changed?: boolean }} [how] as for any repository; images may be built from the cache of an earlier build
 * @returns {Step[]}
 */
export function attachedStepsOf(one, files, place, how = {}) {
  const { addons } = one.answers;
  const isLast = addons.join() === sets.at(-1)?.join();
  const wanted = isLast ? stepsOfLast : stepsOfEach;
  const usual = stepsOf(one, files, place, { ...how, again: true }).filter(({ name }) =>
    wanted.some((each) => name.startsWith(each)),
  );
  const image = isLast ? `image on ${one.bases[0].id}` : 'image by Nix';
  const tag = `localhost/proof/${one.id}:${isLast ? one.bases[0].id : 'nix'}`;
  const services = addons.filter((each) => each in writes);

  const app = () => ({ services, commands: commands(one), writes, jobs });

  /** @param {string} step */
  const attached = async (step) => {
    const log = `${one.id}/attached_${step}`;
    const args = [step, tag, JSON.stringify(app())];
    return linesOf(await script('attached', args, { log, minutes: 8, lane: place.lane }), 'NOTE');
  };
  const types = Object.keys(commands(one));
  const names = [
    ...(types.includes('release') ? ['release', 'migration'] : []),
    'web',
    ...(types.includes('worker') ? ['worker'] : []),
    'outage',
    // Refusals by one service don't depend on the others.
    ...(addons.length === 1 ? ['refusals'] : []),
  ];
  /** @type {Step[]} */
  const queue = types.includes('worker')
    ? [{ name: 'queue', needs: ['lock'], run: () => tryQueue(one, place, app(), how) }]
    : [];
  return [...usual, ...names.map((name) => ({ name, needs: [image], run: () => attached(name) })), ...queue];
}
