import { defaultRegistry } from '../../generators/core/tools/npm-registry.js';

/** An entry of a package lock that can be fetched, except for what is given. */
export const entry = (name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  version: '1.0.0',
  resolved: `${defaultRegistry}${name}/-/${name.slice(name.lastIndexOf('/') + 1)}-1.0.0.tgz`,
  integrity: 'sha512-aGFzaA==',
  ...more,
});

type Data = Readonly<Record<string, unknown>>;

/**
 * A project with a lock file in step with its package.json.
 *
 * @param entries by the place of each
 * @param manifest more of package.json
 * @param files more files; null leaves one out
 */
export function npmProject(
  entries: Readonly<Record<string, Data>>,
  manifest: Data = {},
  files: Readonly<Record<string, string | null>> = {},
): Record<string, string> {
  const top = Object.keys(entries).filter((place) => place.lastIndexOf('node_modules/') === 0);
  const names = (isWanted: boolean) =>
    top.filter((place) => (entries[place]?.dev === true) === isWanted).map((place) => place.slice(13));
  const ranges = (all: readonly string[]) => Object.fromEntries(all.map((name) => [name, '^1.0.0']));
  const declared = { dependencies: ranges(names(false)), devDependencies: ranges(names(true)) };
  const all: Readonly<Record<string, string | null>> = {
    'package.json': JSON.stringify({ name: 'a', scripts: { start: 'node a.js' }, ...declared, ...manifest }, null, 2),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': declared, ...entries } }, null, 2),
    'a.js': 'require("http").createServer().listen(process.env.PORT)\n',
    ...files,
  };
  return Object.fromEntries(Object.entries(all).filter((each): each is [string, string] => each[1] !== null));
}
