import { find, findValue } from '../catalog/find.js';
import type { Answers } from '../model/pipeline.js';
import { axes } from '../model/axes.js';
import type { Catalog } from '../model/catalog.js';
import type { FileRow, Layer } from '../model/layer.js';
import { isMet } from './condition.js';
import { chosenFrom, derivedNames } from './context.js';
import { originOf } from './onboarded.js';
import { inFolder, placeOf } from './place.js';
import { sourcesOf, type Source } from './sources.js';

/** The sources of the repository that the answers describe; if two layers have the same path, the later one wins. */
export function sourcesFor(catalog: Catalog, answers: Answers): Source[] {
  const template = find(catalog.templates, 'template', answers.template);
  const names = derivedNames(template, answers.name);
  const own = answers.project ? [catalog.onboard, template.onboard?.layer ?? template.layer] : [template.layer];
  const platform = chosenFrom(catalog, answers).map(({ layer }) => layer);
  const language = answers.addons.flatMap((id) => template.addons[id]?.layer ?? []);
  const chosen = axes.map((axis) => findValue(catalog, axis, answers[axis.flag]).layer);
  const layers = [catalog.shared, ...own, ...platform, ...language, ...chosen];
  const sources = layers
    .flatMap((layer) => sourcesOf(layer, names))
    .filter(({ row }) => isFor(row, answers))
    .filter(({ row }) => isMet(row, answers.addons))
    .map((source) => ({ ...source, path: placeOf(source.path, source.row, answers) }));
  return [...new Map(sources.map((source) => [source.path, source])).values()];
}

/**
 * Whether a file is for an existing project, if it is one, for where its packages come from, and for a folder of a
 * larger repository, if it is that.
 */
function isFor({ onboard, folder, from, locks }: FileRow, { project, folder: within }: Answers): boolean {
  if (from !== undefined && from !== originOf(project)) return false;
  if (locks !== undefined && !locks.includes(project?.lock ?? '')) return false;
  if (within !== undefined) return folder !== false && (project === undefined || onboard !== false);
  return project === undefined || onboard === undefined;
}

/** The files of every value of every axis. */
export const axisLayers = (catalog: Catalog): Layer[] =>
  axes.flatMap(({ values }) => catalog[values].map(({ layer }) => layer));

/** Every path that a template writes, or wrote in an earlier version, whatever the other answers are. */
export function pathsOf(catalog: Catalog, { template: id, name }: PathAnswers): Set<string> {
  const { shared, onboard, addons, templates } = catalog;
  const template = find(templates, 'template', id);
  const names = derivedNames(template, name);
  const layers: readonly Layer[] = [
    ...[shared, onboard, template.layer, ...(template.onboard ? [template.onboard.layer] : [])],
    ...[...addons, ...Object.values(template.addons)].map(({ layer }) => layer),
    ...axisLayers(catalog),
  ];
  return new Set(
    layers
      .flatMap((layer) => sourcesOf(layer, names))
      .flatMap(({ path, was, row: { beside, folder } }) => [
        ...[path, ...was],
        ...(beside === undefined ? [] : [beside]),
        ...(folder ? [inFolder(folder, name)] : []),
      ]),
  );
}

/**
 * The add-ons that some of the written files belong to. Files that are in no other layer identify an add-on.
 *
 * @param written paths that were written last time
 */
export function addonsIn(catalog: Catalog, { template: id, name }: PathAnswers, written: Iterable<string>): string[] {
  const template = find(catalog.templates, 'template', id);
  const names = derivedNames(template, name);
  const paths = (layers: readonly Layer[]): string[] =>
    layers.flatMap((layer) => sourcesOf(layer, names)).map(({ path }) => path);
  const ofAddons = catalog.addons.map((addon) => {
    const own = template.addons[addon.id];
    return { id: addon.id, paths: paths(own ? [addon.layer, own.layer] : []) };
  });
  const others = (id: string): string[] => ofAddons.flatMap((each) => (each.id === id ? [] : each.paths));
  const common = paths([catalog.shared, template.layer, ...axisLayers(catalog)]);
  const all = new Set(written);
  return ofAddons
    .filter((addon) => {
      const shared = new Set([...common, ...others(addon.id)]);
      return addon.paths.some((path) => all.has(path) && !shared.has(path));
    })
    .map((addon) => addon.id);
}

/** Whether the written files belong to an onboarded project. */
export const areOfProject = ({ onboard }: Catalog, paths: { readonly has: (path: string) => boolean }): boolean =>
  sourcesOf(onboard, {}).some(({ path }) => paths.has(path));

type PathAnswers = Pick<Answers, 'template' | 'name'>;
