import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Change } from '../change.js';
import { explainSystemError } from '../errors.js';

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A change that ends in a written file. */
export type Write = Extract<Change, { kind: 'create' | 'update' | 'merge' | 'conflict' }>;

/** A change that takes a file away. */
export type Removal = Extract<Change, { kind: 'delete' }>;

/**
 * Writes files: all are staged in a folder beside them first, so that a full disk or an interruption leaves no
 * half-written file, then each is moved to its place in one step. An interruption is obeyed before the first move or
 * after the last one: between them lie milliseconds, and a project that is half old and half new. The tool's own records
 * come last: whoever is killed outright in between has just that, and the same command again makes the rest new.
 *
 * @param root absolute path of the destination; made when missing
 * @param changes what to write; a conflict here is one that the user decided to overwrite
 * @throws UserError when the file system refuses; files already moved stay, the rest is as it was
 */
export async function apply(root: string, changes: readonly (Write | Removal)[]): Promise<void> {
  if (changes.length === 0) return;
  let firstMade: string | undefined;
  let stage: string | undefined;
  let interruption: NodeJS.Signals | undefined;
  const heard = (signal: NodeJS.Signals): void => {
    interruption ??= signal;
  };
  for (const signal of interruptions) process.on(signal, heard);
  try {
    firstMade = await mkdir(root, { recursive: true });
    await removeLeftovers(root);
    stage = await mkdtemp(join(root, prefix));
    const writes = staged(stage, changes);
    await allOf(writes.map(({ file, from }) => writeFile(from, file.content, { mode: file.mode })));
    if (interruption !== undefined) return;
    const folders = new Set(writes.map(({ path }) => dirname(join(root, path))));
    await allOf([...folders].map((folder) => mkdir(folder, { recursive: true })));
    const move = ({ from, path }: StagedWrite): Promise<void> => rename(from, join(root, path));
    await allOf(writes.filter((write) => !isRecord(write)).map(move));
    for (const { kind, path } of changes) if (kind === 'delete') await removeFile(root, path);
    for (const record of writes.filter(isRecord)) await move(record);
  } catch (error) {
    throw explainSystemError(error, `write to ${root}`);
  } finally {
    if (stage !== undefined) await rm(stage, { recursive: true, force: true });
    if (firstMade !== undefined) await removeEmpty(root, firstMade);
    for (const signal of interruptions) process.off(signal, heard);
    if (interruption !== undefined) process.kill(process.pid, interruption);
  }
}

/** A write, and where its content waits. */
type StagedWrite = Write & { readonly from: string };

const staged = (stage: string, changes: readonly (Write | Removal)[]): StagedWrite[] =>
  changes.flatMap((change, index) =>
    change.kind === 'delete' ? [] : [{ ...change, from: join(stage, String(index)) }],
  );

const isRecord = ({ file }: Write): boolean => file.ownership === 'record';

/** How the folder begins in which contents wait. */
const prefix = '.heroku-nix-';

/** Removes what a run left that was ended without being asked. */
async function removeLeftovers(root: string): Promise<void> {
  const left = (await readdir(root)).filter(
    (name) => name.startsWith(prefix) && /^\w{6}$/.test(name.slice(prefix.length)),
  );
  await allOf(left.map((name) => rm(join(root, name), { recursive: true, force: true })));
}

/** Removes a file, and the folders that are empty without it. */
async function removeFile(root: string, path: string): Promise<void> {
  await rm(join(root, path), { force: true });
  const [first = ''] = path.split('/');
  if (first !== path) await removeEmpty(dirname(join(root, path)), join(root, first));
}

/** Removes directories that were made for nothing; one that holds anything cannot be removed this way. */
async function removeEmpty(deepest: string, first: string): Promise<void> {
  for (let folder = deepest; folder.startsWith(first); folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

/** Waits for every work to end, well or not, so that nothing is under way when the stage is removed. */
async function allOf(works: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
