import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The user's home directory; empty for a user the system doesn't know, as in a container with a random uid. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/** The folder for caches (https://specifications.freedesktop.org/basedir-spec); undefined without a home. */
export function cacheFolder(): string | undefined {
  const named = process.env.XDG_CACHE_HOME ?? '';
  if (isAbsolute(named)) return named;
  const home = process.env.HOME ?? homeFolder();
  return isAbsolute(home) ? join(home, '.cache') : undefined;
}
