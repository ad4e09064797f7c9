import { herokuName } from '../../model/forms.js';

/** A remote of the repository. */
export interface Remote {
  readonly name: string;
  /** The Heroku app that it pushes to; absent for any other URL. */
  readonly app?: string;
}

/** Names that neither a shell nor git reads as anything else. */
const plainName = /^\w[\w.-]*$/;

/** https://devcenter.heroku.com/articles/git#create-a-heroku-remote, and older forms. */
const urls = [
  /^https:\/\/(?:[^/@\s]*@)?git\.heroku\.com\/([^/\s]+?)(?:\.git)?\/?$/,
  /^(?:ssh:\/\/)?git@(?:ssh\.)?heroku\.com[:/]([^/\s]+?)(?:\.git)?\/?$/,
];

/** The app that a URL pushes to; undefined for any other text. */
export function appOf(url: string): string | undefined {
  const name = urls.map((form) => form.exec(url)?.[1]).find((found) => found !== undefined);
  return name !== undefined && herokuName.test(name) ? name : undefined;
}

/** The settings that name remotes. */
export const remoteKeys = String.raw`^remote\..*\.(push)?url$`;

/**
 * The remotes in the settings, without those whose names a command could read as something else.
 *
 * @param entries any settings, in git's order
 */
export function remotesOf(entries: readonly { readonly key: string; readonly value?: string }[]): Remote[] {
  const found = new Map<string, { url?: string; pushurl?: string }>();
  for (const { key, value = '' } of entries) {
    const [, name = '', kind = ''] = /^remote\.(.*)\.(url|pushurl)$/s.exec(key) ?? [];
    if (!plainName.test(name)) continue;
    // If there are several URLs, the first one is the remote's own.
    found.set(name, { [kind]: value, ...found.get(name) });
  }
  return [...found].map(([name, { url = '', pushurl = url }]) => {
    const app = appOf(pushurl);
    return { name, ...(app === undefined ? {} : { app }) };
  });
}
