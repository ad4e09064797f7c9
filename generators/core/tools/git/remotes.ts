import { herokuName } from '../../model/forms.js';
import type { Repository } from './repository.js';

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

/** The remotes that the settings name; those with names that a command could read otherwise are left out. */
export function remotesOf({ git }: Repository): Remote[] {
  const { exitCode, stdout } = git(['config', '-z', '--get-regexp', String.raw`^remote\..*\.(push)?url$`]);
  if (exitCode !== 0) return [];
  const found = new Map<string, { url?: string; pushurl?: string }>();
  for (const entry of stdout.split('\0').filter(Boolean)) {
    const cut = entry.indexOf('\n');
    const [, name = '', key = ''] = /^remote\.(.*)\.(url|pushurl)$/s.exec(entry.slice(0, cut)) ?? [];
    if (!plainName.test(name)) continue;
    // Of several addresses, the first one is the remote's own.
    found.set(name, { [key]: entry.slice(cut + 1), ...found.get(name) });
  }
  return [...found].map(([name, { url = '', pushurl = url }]) => {
    const app = appOf(pushurl);
    return { name, ...(app === undefined ? {} : { app }) };
  });
}
