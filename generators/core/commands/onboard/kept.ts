import type { Change } from '../../model/change.js';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { missing } from '../../project/verdict.js';
import { isIgnoreList, lackingLines } from '../../plan/ignore-list.js';

/** What an ignore list lacks if the user keeps their own. */
export const keptRequirements = (changes: readonly Change[], kept: readonly string[]): Requirement[] =>
  changes.flatMap((change) => {
    if (change.kind !== 'conflict' || !kept.includes(change.path) || !isIgnoreList(change.path)) return [];
    const lacking = lackingLines(change.file.content, change.old);
    if (lacking.length === 0) return [];
    const names = lacking.slice(0, 8).join(', ') + (lacking.length > 8 ? ` and ${lacking.length - 8} more` : '');
    return [
      missing('existing', 'keep', {
        headline: `${change.path} is yours, and doesn't have: ${names}`,
        fix: `printf '%s\\n' ${lacking.map(shellWord).join(' ')} >> ${shellWord(change.path)}`,
        evidence: [{ path: change.path, line: 1, text: '' }],
      }),
    ];
  });
