import { join } from 'node:path';
import { installedAs, ownPackage } from '../catalog/paths.js';
import { cacheFolder } from '../tools/home.js';
import type { Program } from '../terminal/program.js';

/*
 * Our own, since the libraries don't fit: update-notifier starts a process and pulls in dozens of packages, and
 * simple-update-notifier asks one fixed registry.
 */

/** How long the end of a command may wait for the registry, in milliseconds. */
const patience = 300;

/** How long the registry may take in total, in milliseconds. */
const longest = 5000;

/** A check for a newer version while a command runs. */
export interface UpdateCheck {
  /** Reports a newer version at the end of the command. */
  readonly tell: () => Promise<void>;
  /** Gives up. */
  readonly cancel: () => void;
}

/** Starts the check: once a day, if a person can see the result, and unless the user turned it off. */
export function checkForUpdate(argv: readonly string[], program: Program): UpdateCheck {
  if (!isWelcome(argv, program)) return { tell: () => Promise.resolve(), cancel: () => undefined };
  const control = new AbortController();
  const cancel = (): void => {
    control.abort();
  };
  const newer = askOnceADay(control.signal).catch(() => undefined);
  setTimeout(cancel, longest).unref();
  return {
    tell: async () => {
      const version = await withinPatience(newer);
      if (version !== undefined) process.stderr.write(noticeText(version, program));
    },
    cancel,
  };
}

const withinPatience = <Value>(promise: Promise<Value>): Promise<Value | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, patience, undefined);
    void promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });

const isWelcome = (argv: readonly string[], program: Program): boolean =>
  process.stdout.isTTY &&
  process.stderr.isTTY &&
  !argv.includes('--json') &&
  !process.env.CI &&
  process.env.NO_UPDATE_NOTIFIER === undefined &&
  // This is a checkout.
  program !== 'npm start --';

async function askOnceADay(signal: AbortSignal): Promise<string | undefined> {
  const [{ npmSettings }, { usersRegistry }, { isDue }, { newerVersion }] = await Promise.all([
    import('../tools/npm-settings.js'),
    import('../tools/npm-registry.js'),
    import('../tools/daily.js'),
    import('../tools/npm-newer.js'),
  ]);
  const settings = npmSettings();
  if (settings('update-notifier') === 'false' || settings('offline') === 'true') return undefined;
  const cache = cacheFolder();
  if (cache === undefined || !isDue(join(cache, 'heroku-nix', 'update-check'))) return undefined;
  const [scope] = installedAs.startsWith('@') ? installedAs.split('/') : [];
  const asked = { name: installedAs, current: ownPackage.version };
  return newerVersion(asked, usersRegistry(settings)(scope), signal);
}

function noticeText(version: string, program: Program): string {
  const install = installedAs.startsWith('create-')
    ? `npm create ${installedAs.slice('create-'.length)}@latest`
    : program.startsWith('npx ')
      ? `${program}@latest`
      : `npm install --global ${installedAs}@latest`;
  return `\nA newer version is available: ${ownPackage.version} → ${version}\nTo get it: ${install}\n\n`;
}
