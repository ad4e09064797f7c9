import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Write } from '../../generators/core/model/change.js';
import { ownHolder, textOf, type Holder } from '../../generators/core/plan/lock-holder.js';
import { lockName } from '../../generators/core/plan/root-lock.js';
import { place } from './folders.js';

/** A file that is created. */
export const create = (path: string, text: string): Write => ({
  kind: 'create',
  path,
  file: { content: Buffer.from(text), mode: 0o644, ownership: 'managed', reason: 'because' },
});

/** The PID of an ended process. */
export const gone = spawnSync(process.execPath, ['-e', '0']).pid;

/** Leaves a lock and a stage behind like a killed run. */
export const left = async (root: string, other: Partial<Holder> = {}): Promise<string> => {
  const token = randomBytes(16).toString('hex');
  symlinkSync(textOf({ ...(await ownHolder(root, token)), pid: gone, ...other }), join(root, lockName));
  place(root, { [`.heroku-nix-${token}/0.new`]: 'half' });
  return token;
};
