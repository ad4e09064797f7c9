import { herokuName } from '../../model/forms.js';

/** A remote of the repository. */
export interface Remote {
  readonly name: string;
  /** The app on Heroku that it pushes to; absent for any other place. */
  readonly app?: string;
}

/** Names that a shell and git read as nothing else. */
const plainName = /^\w[\w.-]*$/;

/** https://devcenter.heroku.com/articles/git#create-a-heroku-remote, and what was before that. */
const urls = [
  /^https:\/\/(?:[^/@\s]*@)?git\.heroku\.com\/([^/\s]+?)(?:\.git)?\/?$/,
  /^(?:ssh:\/\/)?git@(?:ssh\.)?heroku\.com[:/]([^/\s]+?)(?:\.git)?\/?$/,
];

/** The app that a URL pushes to; nothing for any other text. */
export function appOf(url: string): string | undefined {
  const name = urls.map((form) => form.exec(url)?.[1]).find((found) => found !== undefined);
  return name !== undefined && herokuName.test(name) ? name : undefined;
}

/** The settings that name remotes. */
export const remoteKeys = String.raw`^remote\..*\.(push)?url$`;

/**
 * The remotes that settings name; those with names that a command could read otherwise are left out.
 *
 * @param entries any settings, in git's order
 */
export function remotesOf(entries: readonly { readonly key: string; readonly value?: string }[]): Remote[] {
  const found = new Map<string, { url?: string; pushurl?: string }>();
  for (const { key, value = '' } of entries) {
    const [, name = '', kind = ''] = /^remote\.(.*)\.(url|pushurl)$/s.exec(key) ?? [];
    if (!plainName.test(name)) continue;
    // Of several addresses, the first one is the remote's own.
    found.set(name, { [kind]: value, ...found.get(name) });
  }
  return [...found].map(([name, { url = '', pushurl = url }]) => {
    const app = appOf(pushurl);
    return { name, ...(app === undefined ? {} : { app }) };
  });
}
