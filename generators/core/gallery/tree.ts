import type { FileView } from './file-view.js';

/** A folder with what is in it, each sorted by name. */
export interface Folder {
  /** Several names, with slashes, if a folder contains one folder and nothing else. */
  readonly name: string;
  readonly folders: readonly Folder[];
  readonly files: readonly (FileView & { readonly name: string })[];
}

/**
 * Puts files into their folders.
 *
 * @param files sorted by path
 * @param at path of the folder, with a slash at the end; empty for the root
 */
export function treeOf(files: readonly FileView[], at = ''): Folder {
  const inside = files.filter(({ path }) => path.startsWith(at));
  const names = inside.map(({ path }) => path.slice(at.length).split('/'));
  const folders = new Set(names.filter(({ length }) => length > 1).map(([name = '']) => name));
  const here = inside.map((file, index) => ({ ...file, name: names[index]?.join('/') ?? '' }));
  return {
    name: at.split('/').at(-2) ?? '',
    folders: [...folders].map((name) => joined(treeOf(inside, `${at}${name}/`))),
    files: here.filter(({ name }) => !name.includes('/')),
  };
}

function joined(folder: Folder): Folder {
  const [only, ...more] = folder.folders;
  return only && more.length === 0 && folder.files.length === 0
    ? { ...only, name: `${folder.name}/${only.name}` }
    : folder;
}
