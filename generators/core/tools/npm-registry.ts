import { defaultUrl } from 'registry-url';
import { UserError } from '../model/errors.js';
import { npmSettings, type NpmSettings } from './npm-settings.js';

/** Where packages are downloaded from, by scope; by default, the user's own npm setting. */
export type Registry = (scope?: string) => string;

/**
 * The registry that the user's npm is set to, without any credentials: a lock file is committed.
 *
 * @param settings where to look for the setting
 * @returns a function that throws a UserError when the setting isn't an http(s) URL, or names an unset variable
 */
export function usersRegistry(settings: NpmSettings = npmSettings()): Registry {
  return (scope) => {
    const scoped = `${scope ?? ''}:registry`;
    const key = settings(scoped) === undefined ? 'registry' : scoped;
    return withoutCredentials(key, settings(key) ?? defaultUrl);
  };
}

function withoutCredentials(key: string, setting: string): string {
  const [, missing] = /\$\{([^${}]+)\}/.exec(setting) ?? [];
  const url = missing === undefined && URL.canParse(setting) ? new URL(setting) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    const because = missing === undefined ? '' : `, and the variable ${missing.slice(0, 100)} is not set`;
    throw new UserError({
      headline: "npm's registry setting isn't a URL",
      detail: `The setting "${key}" is ${JSON.stringify(setting.slice(0, 200))}${because}. package-lock.json needs it to say where Nix downloads each package.`,
      fix: `npm config set ${key} <https address of your registry>`,
      url: 'https://docs.npmjs.com/cli/using-npm/config#registry',
    });
  }
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** The public registry. */
export const defaultRegistry = defaultUrl;

/** The public registry, and the one that the user's npm is set to, if that setting can be used. */
export function knownRegistries(settings: NpmSettings = npmSettings()): readonly string[] {
  try {
    return [defaultUrl, usersRegistry(settings)()];
  } catch {
    return [defaultUrl];
  }
}
