import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { inject, vi } from 'vitest';

/** A folder outside every repository that no other test file writes to; it goes when the run is over. */
export const ground = mkdtempSync(join(inject('runFolder'), 'file-'));

// Some tests start programs as another user, who must be able to reach a folder below.
chmodSync(ground, 0o755);

/**
 * Makes something once for all test files of a run; the others wait for it.
 *
 * @param make gets an empty folder, which only this call fills
 * @returns the folder's absolute path
 */
export async function onceInRun(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(inject('runFolder'), name);
  const done = `${folder}.done`;
  if (mkdirSync(folder, { recursive: true }) !== undefined) {
    await make(folder);
    writeFileSync(done, '');
  } else await vi.waitFor(() => readFileSync(done), { timeout: 120_000, interval: 50 });
  return folder;
}

let made = 0;

/** Makes an empty folder at a unique path; its name can be chosen. */
export function freshFolder(name = 'work'): string {
  made += 1;
  const folder = join(ground, String(made), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes files, by path below a folder, and the folders that they need. */
export function place(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Makes a folder that holds these files, by path. */
export function temporaryFolder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = freshFolder();
  place(folder, files);
  return folder;
}

export const textAt = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

/** What is in a folder except .git, with links not followed: path → mode and text; empty if there is no folder. */
export function treeOf(folder: string): Map<string, string> {
  const files = listing(folder).filter((path) => !/(^|\/)\.git(\/|$)/.test(path));
  return new Map(
    files.map((path) => {
      const full = join(folder, path);
      const found = lstatSync(full);
      if (found.isSymbolicLink()) return [path, `link to ${readlinkSync(full)}`];
      const mode = found.mode & 0o100 ? 'executable' : 'plain';
      return [path, `${mode}\n${readFileSync(full, 'utf8')}`];
    }),
  );
}

/** What `treeOf` returns for plain files with these texts and nothing else. */
export const plainTree = (files: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(files).map(([path, text]) => [path, `plain\n${text}`]));

function listing(folder: string): string[] {
  const below = (at: string): string[] =>
    readdirSync(join(folder, at), { withFileTypes: true }).flatMap((entry) => {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      return entry.isDirectory() ? below(path) : [path];
    });
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ? below('').sort() : [];
}
