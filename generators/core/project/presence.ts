import { join } from 'node:path';
import picomatch from 'picomatch';
import { isDirectory } from './read.js';
import type { Tree } from './tree.js';

/** Whether a file or a folder is at a path, or any file at a glob. */
export function isAnything(tree: Tree, path: string): boolean {
  const plain = path.replace(/\/$/, '');
  if (plain === '.' || tree.exists(plain) || tree.hasFolder(plain)) return true;
  if (!/[*?[]/.test(plain)) return isFolder(tree, plain);
  const meant = picomatch(plain, { dot: true });
  return tree.files.some((each) => meant(each));
}

const isFolder = (tree: Tree, path: string): boolean => !path.startsWith('..') && isDirectory(join(tree.root, path));
