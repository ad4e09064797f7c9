import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { parse } from 'ini';
import { homeFolder } from './home.js';

/** The value of an npm setting, as text; undefined if it isn't set. */
export type NpmSettings = (key: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

type Layer = ReadonlyMap<string, string>;

/** More than any npmrc needs. It may include certificates, and a lock file shouldn't wait for a gigabyte. */
const largest = 1_000_000;

/**
 * The settings of the user's npm: environment, then the user's npmrc, then the global one, as described in
 * https://docs.npmjs.com/cli/configuring-npm/npmrc.
 *
 * A project's .npmrc is skipped on purpose: its author would decide where a lock file says that packages come from. The
 * npmrc inside npm's own folder is skipped too: only distributions write it.
 *
 * A file that is missing, unreadable, too large, not a regular file, or named by a relative path counts as empty. npm
 * also ignores the first two.
 *
 * @param env environment of the process, where npm looks for `npm_config_*` and for `${VARIABLE}` in values
 */
export function npmSettings(env: Environment = process.env): NpmSettings {
  const home = env.HOME ?? homeFolder();
  const at = (path: string): string => path.replace(/^~(?=[/\\])/, home);
  const own = ofEnvironment(env);
  const user = ofFile(at(own.get('userconfig') ?? join(home, '.npmrc')), env);
  const above = inOrder([own, user]);
  const prefix = above('prefix') ?? env.PREFIX ?? prefixOfNode();
  const global = ofFile(at(above('globalconfig') ?? join(prefix, 'etc', 'npmrc')), env);
  return inOrder([own, user, global]);
}

const inOrder =
  (layers: readonly Layer[]): NpmSettings =>
  (key) =>
    layers.find((layer) => layer.has(key))?.get(key);

/** Where npm installs global packages by default (`npm help prefix`). */
const prefixOfNode = (): string =>
  process.platform === 'win32' ? dirname(process.execPath) : dirname(dirname(process.execPath));

/** `NPM_CONFIG_REGISTRY` sets `registry`; an empty variable sets nothing. */
function ofEnvironment(env: Environment): Layer {
  const set = Object.entries(env).filter(([name]) => /^npm_config_/i.test(name));
  const key = (name: string): string =>
    name
      .slice('npm_config_'.length)
      .replace(/(?!^)_/g, '-')
      .toLowerCase();
  return layerOf(
    set.map(([name, value]) => [key(name), value]),
    env,
  );
}

function ofFile(path: string, env: Environment): Layer {
  // An empty HOME would turn the project's file into the user's.
  if (!isAbsolute(path)) return new Map();
  try {
    const found = statSync(path);
    // Reading a pipe or a device would never end.
    return found.isFile() && found.size <= largest
      ? layerOf(Object.entries(parse(readFileSync(path, 'utf8'))), env)
      : new Map();
  } catch {
    return new Map();
  }
}

const layerOf = (entries: readonly (readonly [string, unknown])[], env: Environment): Layer =>
  new Map(
    entries.flatMap(([key, value]) => {
      const text = typeof value === 'string' ? expanded(value, env).trim() : '';
      return text === '' ? [] : [[expanded(key, env), text]];
    }),
  );

/** Expands `${NAME}` and `${NAME?}`. If unset, the first stays as it is and the second is empty; `\${NAME}` stays. */
const expanded = (text: string, env: Environment): string =>
  text.replace(/(?<!\\)(\\*)\$\{([^${}?]+)(\??)\}/g, (whole, slashes: string, name: string, optional: string) => {
    if (slashes.length % 2 === 1) return whole.slice((slashes.length + 1) / 2);
    return slashes.slice(slashes.length / 2) + (env[name] ?? (optional ? '' : `\${${name}}`));
  });
