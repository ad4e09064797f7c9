import type { Condition, FileRow } from '../model/layer.js';
import type { Manifests } from './catalog.js';

/**
 * Checks what schemas can't: every add-on that a manifest names must exist, and what it needs must be offered too.
 *
 * @returns one line per error
 */
export function addonFaults({ addon, template, shared }: Manifests): string[] {
  const known = Object.keys(addon);
  const unknown = (where: string, names: readonly string[]): string[] =>
    names.filter((name) => !known.includes(name)).map((name) => `${where}: there is no add-on called ${name}`);
  const ofCondition = (where: string, { with: some = [], without: none = [] }: Condition): string[] =>
    unknown(where, [...some, ...none]);
  const ofRows = (where: string, rows: readonly FileRow[]): string[] =>
    rows.flatMap((row) => ofCondition(`${where}, ${row.path}`, row));
  return [
    ...Object.entries(addon).flatMap(([id, { needs = [], files }]) => [
      ...unknown(`add-on ${id}`, needs),
      ...ofRows(`add-on ${id}`, files),
    ]),
    ...Object.entries(template).flatMap(([id, { files, addons = {} }]) => [
      ...unknown(`template ${id}`, Object.keys(addons)),
      ...ofRows(`template ${id}`, [files, ...Object.values(addons).map((each) => each.files)].flat()),
      ...Object.values(addons)
        .flatMap(({ contributes = {} }) => Object.values(contributes).flat())
        .flatMap((each) => (typeof each === 'string' ? [] : ofCondition(`template ${id}, ${each.entry}`, each))),
      ...Object.keys(addons).flatMap((name) => {
        const needs = addon[name]?.needs ?? [];
        return needs.length === 0 || needs.some((need) => need in addons)
          ? []
          : [`template ${id}: the add-on ${name} needs one of ${needs.join(', ')}, and none is offered`];
      }),
    ]),
    ...Object.values(shared).flatMap(({ files }) => ofRows('shared', files)),
  ];
}
