import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { FileRow, Layer } from '../model/layer.js';

/** One source file of a layer and the path it is written to. */
export interface Source {
  /** Absolute path of the source. */
  readonly source: string;
  /** Path in the repository, with forward slashes. */
  readonly path: string;
  /** Whether EJS renders it; otherwise it is copied byte for byte. */
  readonly rendered: boolean;
  readonly mode: number;
  /** Paths in the repository that the file had in earlier versions of the template. */
  readonly was: readonly string[];
  readonly row: FileRow;
}

/**
 * Lists what a layer writes.
 *
 * @param names replacements for the `__name__` tokens in a path
 * @throws Error when a file matches no row or more than one, or a row matches no file
 */
export function sourcesOf(layer: Layer, names: Readonly<Record<string, string>>): readonly Source[] {
  const read = known.get(layer) ?? new Map<string, readonly Source[]>();
  known.set(layer, read);
  const key = JSON.stringify(names);
  const sources = read.get(key) ?? readSources(layer, names);
  read.set(key, sources);
  return sources;
}

/** Layers that were read, by the names: a gallery asks for each of them hundreds of times. */
const known = new WeakMap<Layer, Map<string, readonly Source[]>>();

function readSources(layer: Layer, names: Readonly<Record<string, string>>): Source[] {
  const rows = layer.rows.map((row) => ({ row, matches: picomatch(row.path, { dot: true }), used: false }));
  // Git doesn't keep empty folders, so a layer without rows has none.
  const paths = rows.length === 0 && !existsSync(layer.root) ? [] : walk(layer.root);
  const sources = paths.map((path): Source => {
    const plain = path.replace(/\.ejs$/, '');
    const found = rows.filter(({ matches }) => matches(plain));
    const [match] = found;
    if (!match || found.length > 1)
      throw new Error(`${join(layer.root, path)}: ${found.length} rows describe it, not one`);
    match.used = true;
    const source = join(layer.root, path);
    return {
      source,
      path: outputPath(plain, names),
      rendered: plain !== path,
      was: (match.row.was ?? []).map((previous) => outputPath(previous, names)),
      mode: lstatSync(source).mode & 0o100 ? 0o755 : 0o644,
      row: match.row,
    };
  });
  const idle = rows.find(({ used }) => !used);
  if (idle) throw new Error(`${layer.root}: no file is described by the row ${idle.row.path}`);
  return sources;
}

/** npm never packs a nested .gitignore or .npmrc, so their names start with an underscore here. */
const keptAside = /(^|\/)_(?=(?:gitignore|npmrc)$)/;

const outputPath = (path: string, names: Readonly<Record<string, string>>): string =>
  path
    .replace(keptAside, '$1.')
    .replace(/__([a-z]+)__/g, (token, name: string) => (Object.hasOwn(names, name) ? (names[name] ?? token) : token));

function walk(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? walk(root, path) : [path];
    });
}
