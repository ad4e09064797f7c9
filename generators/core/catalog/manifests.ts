import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Validator, type Schema } from '@cfworker/json-schema';
import { load } from 'js-yaml';
import type { ManifestKind, Manifests } from './catalog.js';
import { addonFaults } from './addons.js';
import { patternFaults, patternsIn, type Pattern } from './patterns.js';
import { templatesRoot } from './paths.js';

/** Where each kind of manifest is, below the templates folder; `*` is the id of what it describes. */
const places: Readonly<Record<ManifestKind, string>> = {
  template: '*/template.yml',
  packages: '*/packages.yml',
  nixpkgs: '*/nixpkgs.yml',
  addon: '_addons/*/addon.yml',
  base: '_bases/*/base.yml',
  ci: '_ci/*/ci.yml',
  license: '_licenses/*/license.yml',
  shared: '_shared/shared.yml',
  changes: '_shared/changes.yml',
  detect: '_detect/detect.yml',
};

/** The absolute paths of all manifests. */
export const manifestPaths = (root: string): string[] =>
  Object.values(places).flatMap((place) => pathsOf(root, place).map(([, path]) => path));

/**
 * Reads the manifests and checks them against the JSON Schemas that editors use too (templates/schema/).
 *
 * Part of the build, see compile.ts: a run of the tool needs neither YAML nor schemas.
 *
 * @param root folder of the templates
 * @throws Error naming the file and each place that breaks its schema, the patterns that are slow on some text, or the
 *   add-ons that don't match up
 */
export function readManifests(root: string): Manifests {
  const kinds = Object.keys(places) as ManifestKind[];
  const manifests = Object.fromEntries(kinds.map((kind) => [kind, readKind(root, kind)])) as unknown as Manifests;
  const faults = addonFaults(manifests);
  if (faults.length > 0) throw new Error(`The manifests of ${root} do not fit together:\n  ${faults.join('\n  ')}`);
  return manifests;
}

function readKind(root: string, kind: ManifestKind): Record<string, unknown> {
  const validator = new Validator(schema(kind), '2020-12', false);
  for (const other of ['shared', 'detect', 'template', 'nixpkgs'] as const)
    if (other !== kind) validator.addSchema(schema(other));
  return Object.fromEntries(
    pathsOf(root, places[kind]).map(([id, path]) => {
      const manifest: unknown = load(readFileSync(path, 'utf8'));
      const { valid, errors } = validator.validate(manifest);
      const faults = errors.map(({ instanceLocation, error }) => `  ${instanceLocation}: ${error}`);
      if (!valid) throw new Error(`${path} does not fit templates/schema/${kind}.schema.json:\n${faults.join('\n')}`);
      const slow = patternsIn(manifest, '').flatMap(slowLines);
      if (slow.length > 0) throw new Error(`${path} has patterns that some texts make slow:\n${slow.join('\n')}`);
      return [id, manifest];
    }),
  );
}

const slowLines = ({ where, source }: Pattern): string[] =>
  patternFaults(source).map((fault) => `  ${where}: ${source}\n    ${fault}`);

/** The ids and absolute paths of all manifests of one kind. */
function pathsOf(root: string, place: string): (readonly [string, string])[] {
  if (!place.includes('*')) return [[dirname(place), join(root, place)]];
  return readdirSync(join(root, dirname(dirname(place))))
    .sort()
    .map((id) => [id, join(root, place.replace('*', id))] as const)
    .filter(([, path]) => existsSync(path));
}

const schema = (name: string): Schema =>
  JSON.parse(readFileSync(join(templatesRoot, 'schema', `${name}.schema.json`), 'utf8')) as Schema;
