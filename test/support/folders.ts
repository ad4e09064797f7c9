import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** This test file's own folder, outside every repository; it is removed when the file is done. */
export const ground = mkdtempSync(join(realpathSync(tmpdir()), 'heroku-nix-test-'));

// Some tests start programs as another user, who needs to reach a folder of their own in it.
chmodSync(ground, 0o755);

afterAll(() => {
  rmSync(ground, { recursive: true, force: true });
});

let made = 0;

/** Creates an empty folder at a unique path; its name can be chosen. */
export function freshFolder(name = 'work'): string {
  made += 1;
  const folder = join(ground, String(made), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes files, by path below a folder, and creates the folders they need. */
export function place(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Creates a folder with these files, by path. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = freshFolder();
  place(folder, files);
  return folder;
}

export const textAt = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

/** What is in a folder except .git, with links as they are: path → mode and text; empty if there is no folder. */
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
