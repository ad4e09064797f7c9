import { join } from 'node:path';
import type { CommonRules, DetectRules } from '../model/detection-rules.js';
import type { PackageNames, PackageTable } from '../model/packages.js';
import type { Addon, TemplateAddon } from '../model/addon.js';
import type {
  AxisValue,
  Base,
  Catalog,
  Ci,
  ConfigVar,
  License,
  OnboardLayer,
  Release,
  Secrets,
  Template,
} from '../model/catalog.js';
import type { FileRow, ProcessType } from '../model/layer.js';

/** The contents of the manifests below templates/, by the id of what they describe. The schemas ensure their shapes. */
export interface Manifests {
  readonly template: Readonly<Record<string, TemplateManifest>>;
  readonly packages: Readonly<Record<string, Omit<PackageNames, 'nixpkgs'>>>;
  readonly nixpkgs: Readonly<Record<string, PackageTable>>;
  readonly addon: Readonly<Record<string, AddonManifest>>;
  readonly base: Readonly<Record<string, AxisManifest<Base>>>;
  readonly ci: Readonly<Record<string, AxisManifest<Ci, 'badge'>>>;
  readonly license: Readonly<Record<string, AxisManifest<License, 'spdx'>>>;
  readonly shared: Readonly<Record<string, { readonly files: readonly FileRow[]; readonly secrets: Secrets }>>;
  readonly changes: Readonly<Record<string, readonly Release[]>>;
  readonly detect: Readonly<Record<string, CommonRules & { readonly files: readonly FileRow[] }>>;
}

export type ManifestKind = keyof Manifests;

/** Things as they are in manifests, by name. */
type Named<Thing> = Readonly<Record<string, Omit<Thing, 'name'>>>;
type Processes = Named<ProcessType>;
type TemplateManifest = Omit<
  Template,
  | 'id'
  | 'detect'
  | 'processes'
  | 'config'
  | 'layer'
  | 'addons'
  | 'partials'
  | 'onboard'
  | 'updates'
  | 'extensions'
  | 'plain'
> & {
  readonly updates?: readonly string[];
  readonly extensions?: readonly string[];
  readonly plain?: readonly string[];
  readonly detect: Omit<DetectRules, 'packages'>;
  readonly addons?: Readonly<Record<string, TemplateAddonManifest>>;
  readonly onboard?: Omit<OnboardLayer, 'layer'> & { readonly files: readonly FileRow[] };
  readonly processes: Processes;
  readonly config?: Named<ConfigVar>;
  readonly files: readonly FileRow[];
};
interface TemplateAddonManifest {
  readonly contributes?: TemplateAddon['contributes'];
  readonly files: readonly FileRow[];
}
type AddonManifest = Pick<Addon, 'title' | 'description' | 'order' | 'price'> &
  Partial<Pick<Addon, 'heroku' | 'needs' | 'shorthand' | 'server' | 'example'>> & {
    readonly processes?: Processes;
    readonly release?: Omit<ProcessType, 'name'>;
    readonly files: readonly FileRow[];
  };
/** A value of an axis; what is named may be left out, and so may files. */
type AxisManifest<Value extends AxisValue, Optional extends keyof Value = never> = Omit<
  Value,
  'id' | 'layer' | Optional
> &
  Partial<Pick<Value, Optional>> & { readonly files?: readonly FileRow[] };

/**
 * Builds the catalog from the manifests: a folder is a template, an add-on or a value of an axis because it contains the
 * manifest for one.
 *
 * @param root folder of the templates
 */
export const catalogOf = (root: string, manifests: Manifests): Catalog => ({
  templates: inOrder(
    manifests.template,
    (id, { detect, processes, config = {}, files, addons = {}, onboard, ...rest }) => ({
      updates: [],
      extensions: [],
      plain: [],
      ...rest,
      id,
      detect: { ...detect, packages: packagesOf(manifests, id) },
      processes: listed(processes),
      config: listed(config),
      layer: { root: join(root, id, 'files'), rows: files },
      addons: Object.fromEntries(
        Object.entries(addons).map(([addon, { contributes = {}, files }]) => [
          addon,
          { contributes, layer: { root: join(root, id, 'addons', addon), rows: files } },
        ]),
      ),
      partials: join(root, id, 'partials'),
      ...(onboard ? { onboard: onboardLayer(join(root, id, 'onboard'), onboard) } : {}),
    }),
  ),
  addons: inOrder(manifests.addon, (id, { processes = {}, release, files, ...rest }) => ({
    needs: [],
    ...rest,
    id,
    processes: listed(processes),
    ...(release ? { release: { name: 'release', ...release } } : {}),
    layer: { root: join(root, '_addons', id, 'files'), rows: files },
  })),
  bases: inOrder(manifests.base, valueIn(join(root, '_bases'), {})),
  cis: inOrder(manifests.ci, valueIn(join(root, '_ci'), { badge: '' })),
  licenses: inOrder(manifests.license, valueIn(join(root, '_licenses'), { spdx: '' })),
  shared: { root: join(root, '_shared', 'files'), rows: manifests.shared._shared?.files ?? [] },
  secrets: manifests.shared._shared?.secrets ?? { names: [], harmless: [] },
  releases: manifests.changes._shared ?? [],
  onboard: { root: join(root, '_detect', 'files'), rows: manifests.detect._detect?.files ?? [] },
  detection: manifests.detect._detect ?? nothingInCommon,
});

/**
 * Builds a value of an axis from its manifest.
 *
 * @param folder absolute path of the folder that has one for each value
 * @param presets what a manifest may leave out
 */
const valueIn =
  <Manifest extends { readonly files?: readonly FileRow[] }, Presets extends object>(
    folder: string,
    presets: Presets,
  ) =>
  (id: string, { files = [], ...rest }: Manifest) => ({
    ...presets,
    ...rest,
    id,
    layer: { root: join(folder, id, 'files'), rows: files },
  });

const listed = <Thing extends object>(things: Readonly<Record<string, Thing>>): ({ readonly name: string } & Thing)[] =>
  Object.entries(things).map(([name, thing]) => ({ name, ...thing }));

const onboardLayer = (
  root: string,
  { files, ...rest }: Omit<OnboardLayer, 'layer'> & { readonly files: readonly FileRow[] },
): OnboardLayer => ({ ...rest, layer: { root, rows: files } });

/** Without manifests, packages are named in the project's own lock file: nothing to look up. */
const packagesOf = ({ packages, nixpkgs }: Manifests, id: string): PackageNames => ({
  ...(packages[id] ?? { spelling: 'as-is', differ: {}, instead: {}, allow: {} }),
  nixpkgs: nixpkgs[id] ?? { release: '', repository: '', commit: '', date: '', versions: {}, refused: {} },
});

const nothingInCommon: CommonRules = {
  ignore: [],
  aside: [],
  generic: [],
  facts: {},
  lists: {},
  requirements: [],
  copied: [],
  pushed: [],
  plans: {},
  config: { elsewhere: [], provided: [], services: {}, others: [], secret: [], usual: [], preferred: [], examples: [] },
  languages: {},
};

function inOrder<Manifest, Entry extends { readonly order: number; readonly id: string }>(
  manifests: Readonly<Record<string, Manifest>>,
  entry: (id: string, manifest: Manifest) => Entry,
): Entry[] {
  return Object.entries(manifests)
    .map(([id, manifest]) => entry(id, manifest))
    .sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
}
