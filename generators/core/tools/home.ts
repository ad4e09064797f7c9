import { homedir } from 'node:os';

/** The user's home directory; empty for a user that the system doesn't know, as in a container with a random uid. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}
