/** Paths by the folder that they are in. */
export const byFolder = (paths: readonly string[]): Record<string, string[]> => {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  const folders = new Set(paths.map(folderOf));
  return Object.fromEntries([...folders].map((folder) => [folder, paths.filter((path) => folderOf(path) === folder)]));
};
