import { shown } from '../model/shown.js';
import { columns, textWidth } from '../terminal/text.js';

/** How many lines a list of files may take. */
const most = 30;

/** Files, one line per folder, top-level files first. */
export function fileList(paths: readonly string[]): string[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const cut = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, cut) || './';
    folders.set(folder, [...(folders.get(folder) ?? []), path.slice(cut)]);
  }
  const inOrder = [...folders].sort(([a], [b]) => Number(b === './') - Number(a === './') || (a < b ? -1 : 1));
  if (inOrder.length === 0) return [];
  const rows = inOrder.map(([folder, names]) => [shown(folder), names.map(shown).join(', ')]);
  const lines = columns(rows, textWidth()).split('\n');
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `  and more: ${paths.length} files in all`];
}
