import type { Registry } from '../tools/npm-registry.js';

/** The packages that a manifest or a lock entry needs, by name. */
interface Needs {
  readonly dependencies?: Readonly<Record<string, string>> | undefined;
  readonly devDependencies?: Readonly<Record<string, string>> | undefined;
  readonly optionalDependencies?: Readonly<Record<string, string>> | undefined;
  readonly peerDependencies?: Readonly<Record<string, string>> | undefined;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>> | undefined;
}

interface Manifest extends Needs {
  name: string;
  version: string;
  license?: string;
}

interface Lock {
  name: string;
  version: string;
  packages: Record<string, Entry>;
}

interface Entry extends Needs {
  name?: string;
  version?: string;
  resolved?: string;
  link?: boolean;
}

/**
 * Completes a package-lock.json with what depends on the user: the app's name, the packages that its package.json asks
 * for, and the URL of each one.
 *
 * The lock kept with a template contains everything its package.json may ask for; what isn't reachable is left out. It
 * has no URLs, since each company may have its own registry; Nix's importNpmLock needs one in each entry (nixpkgs,
 * pkgs/build-support/node/import-npm-lock).
 *
 * @param lock text of the lock, version 2 or 3 (https://docs.npmjs.com/cli/configuring-npm/package-lock-json)
 * @param manifest text of the rendered package.json next to it
 * @param registry which registry serves a scope
 */
export function completeNpmLock(lock: string, manifest: string, registry: Registry): string {
  const parsed = JSON.parse(lock) as Lock;
  const { name, version, license, dependencies, devDependencies } = JSON.parse(manifest) as Manifest;
  const ours = { name, version, ...(license === undefined ? {} : { license }) };
  // The first time for npm's order, the second time for our values.
  const root = { ...ours, ...parsed.packages[''], ...ours, dependencies, devDependencies };
  const wanted = reachable({ ...parsed.packages, '': root });
  const packages = Object.entries(parsed.packages).flatMap(([path, entry]): [string, Entry][] => {
    if (path === '') return [[path, root]];
    return wanted.has(path) ? [[path, entry]] : [];
  });
  const addressed = packages.map(([path, entry]): [string, Entry] => {
    if (path === '' || entry.link || entry.resolved !== undefined || entry.version === undefined) return [path, entry];
    const { version: own, ...rest } = entry;
    const installed = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return [path, { version: own, resolved: tarball(installed, own, registry), ...rest }];
  });
  return `${JSON.stringify({ ...parsed, name, version, packages: Object.fromEntries(addressed) }, null, 2)}\n`;
}

/** Paths of the packages reachable from the root, looked up as Node does: from the inside out. */
function reachable(packages: Readonly<Record<string, Entry>>): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const { dependencies, devDependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
      packages[path] ?? {};
    // npm installs no optional peer by itself.
    const peers = Object.entries(peerDependencies ?? {}).filter(([name]) => !peerDependenciesMeta?.[name]?.optional);
    const needs = {
      ...dependencies,
      ...(path === '' ? devDependencies : {}),
      ...optionalDependencies,
      ...Object.fromEntries(peers),
    };
    for (const name of Object.keys(needs)) {
      const found = placesOf(name, path).find((place) => place in packages);
      if (found !== undefined) visit(found);
    }
  };
  visit('');
  return seen;
}

/** Where a package needed at a path may be, nearest place first. */
function placesOf(name: string, path: string): string[] {
  const outer = path.lastIndexOf('node_modules/');
  const here = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
  return path === '' ? [here] : [here, ...placesOf(name, path.slice(0, Math.max(0, outer - 1)))];
}

/** npm's own format for download URLs, which mirrors follow. */
function tarball(name: string, version: string, registry: Registry): string {
  const [scope, bare] = name.startsWith('@') ? (name.split('/') as [string, string]) : [undefined, name];
  return `${registry(scope)}${name}/-/${bare}-${version}.tgz`;
}
