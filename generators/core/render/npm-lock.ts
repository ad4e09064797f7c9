import registryUrl from 'registry-url';
import { UserError } from '../errors.js';

/** Where packages are downloaded from, by scope; the user's own npm setting unless told otherwise. */
export type Registry = (scope?: string) => string;

interface Lock {
  name: string;
  version: string;
  packages: Record<string, Entry>;
}

interface Entry {
  name?: string;
  version?: string;
  resolved?: string;
  link?: boolean;
}

/**
 * Completes a package-lock.json with what depends on the user: the app's name, and the address of every package.
 *
 * The lock kept with a template has no addresses, since each company may have its own registry; Nix's importNpmLock
 * wants one in each entry (nixpkgs, pkgs/build-support/node/import-npm-lock).
 *
 * @param lock text of the lock, version 2 or 3 (https://docs.npmjs.com/cli/configuring-npm/package-lock-json)
 * @param manifest text of the rendered package.json beside it
 * @param registry which registry serves a scope
 */
export function completeNpmLock(lock: string, manifest: string, registry: Registry): string {
  const parsed = JSON.parse(lock) as Lock;
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  const packages = Object.entries(parsed.packages).map(([path, entry]): [string, Entry] => {
    if (path === '') return [path, { ...entry, name, version }];
    if (entry.link || entry.resolved !== undefined || entry.version === undefined) return [path, entry];
    const { version: own, ...rest } = entry;
    const installed = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return [path, { version: own, resolved: tarball(installed, own, registry), ...rest }];
  });
  return `${JSON.stringify({ ...parsed, name, version, packages: Object.fromEntries(packages) }, null, 2)}\n`;
}

/** npm's own layout of download addresses, which mirrors follow. */
function tarball(name: string, version: string, registry: Registry): string {
  const [scope, bare] = name.startsWith('@') ? (name.split('/') as [string, string]) : [undefined, name];
  return `${registry(scope)}${name}/-/${bare}-${version}.tgz`;
}

/**
 * The registry that the user's npm is set to, without any credentials: a lock file is committed.
 *
 * @throws UserError when the setting is no http(s) address
 */
export const usersRegistry: Registry = (scope) => {
  const setting = registryUrl(scope);
  const url = URL.canParse(setting) ? new URL(setting) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new UserError({
      headline: 'npm is set to a registry that is no web address',
      detail: `The setting "registry" is ${JSON.stringify(setting)}. package-lock.json needs it to say where Nix downloads each package.`,
      fix: 'npm config set registry <https address of your registry>',
      url: 'https://docs.npmjs.com/cli/using-npm/config#registry',
    });
  }
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
};
