import { basename } from 'node:path';
import type { Change } from '../../model/change.js';
import type { Finding } from '../../model/detection.js';
import { shellWord } from '../../model/shell.js';

/** Lists of names that Git and Docker pass over: each line says one thing by itself. */
const isIgnoreList = (path: string): boolean => /^\.\w+ignore$/.test(basename(path));

/** What is left out where the user keeps such a list of their own. */
export const keptFindings = (changes: readonly Change[], kept: readonly string[]): Finding[] =>
  changes.flatMap((change) => {
    if (change.kind !== 'conflict' || !kept.includes(change.path) || !isIgnoreList(change.path)) return [];
    const theirs = new Set(linesOf(change.old));
    const lacking = linesOf(change.file.content).filter((line) => !theirs.has(line));
    if (lacking.length === 0) return [];
    const names = lacking.slice(0, 8).join(', ') + (lacking.length > 8 ? ` and ${lacking.length - 8} more` : '');
    return [
      {
        headline: `${change.path} is yours, and doesn't have: ${names}`,
        fix: `printf '%s\\n' ${lacking.map(shellWord).join(' ')} >> ${shellWord(change.path)}`,
        blocks: false,
        evidence: [{ path: change.path, line: 1, text: '' }],
      },
    ];
  });

/** The lines that name something; a slash at the end makes little difference. */
const linesOf = (content: Buffer): string[] =>
  content
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
