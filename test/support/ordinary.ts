import { chownSync } from 'node:fs';
import { freshFolder } from './folders.js';
import type { Start } from './run.js';

/** Whether the tests run as root. */
export const isRoot = process.getuid?.() === 0;

/** A user without privileges: `nobody` if the tests can choose, else the user who runs them. */
export const ordinaryUser: Pick<Start, 'user'> = isRoot ? { user: { uid: 65_534, gid: 65_534 } } : {};

/** Creates an empty folder that belongs to the ordinary user. */
export function ownFolder(name?: string): string {
  const folder = freshFolder(name);
  if (ordinaryUser.user) chownSync(folder, ordinaryUser.user.uid, ordinaryUser.user.gid);
  return folder;
}
