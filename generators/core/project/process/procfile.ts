import type { DeclaredProcess, Evidence } from '../../model/detection.js';
import { evidenceOf } from '../evidence.js';
import { linesOf } from '../lines.js';
import type { Tree } from '../tree.js';

/** What a Procfile says. */
export interface Procfile {
  /** If a type is there twice, the last one counts, as on Heroku. */
  readonly processes: readonly DeclaredProcess[];
  /** Lines that are no process type, and why. */
  readonly refused: readonly { readonly why: string; readonly fix: string; readonly evidence: Evidence }[];
}

/** Heroku's grammar: https://devcenter.heroku.com/articles/procfile, as its buildpacks read it. */
const entry = /^\s*([A-Za-z0-9_-]+):?\s+(\S.*)$/;

/** How many lines are read; real Procfiles have a dozen. */
const most = 1_000;

/** Reads the Procfile of a project as Heroku does. */
export function procfileOf(tree: Tree): Procfile {
  const path = 'Procfile';
  const text = tree.text(path) ?? '';
  const processes = new Map<string, DeclaredProcess>();
  const refused: Procfile['refused'][number][] = [];
  let number = 0;
  for (const raw of linesOf(text)) {
    number += 1;
    if (number > most) {
      tree.tell(path, `only its first ${most} lines were read`);
      break;
    }
    const line = raw.trimEnd();
    if (/^\s*(?:#|$)/.test(line)) continue;
    const evidence = evidenceOf(path, number, line);
    const [, type = '', command = ''] = line.length > 4_000 ? [] : (entry.exec(line) ?? []);
    if (type === '')
      refused.push({
        why: 'it is no process type with its command',
        fix: 'write it as <type>: <command>, or take the line out',
        evidence,
      });
    else if (command.startsWith(':'))
      refused.push({
        why: 'Heroku takes the colon for the command',
        fix: `put the colon right after the name: ${type}:`,
        evidence,
      });
    else if (command.endsWith('\\'))
      refused.push({
        why: "a command has one line, and a backslash doesn't join it with the next",
        fix: 'put the whole command on one line',
        evidence,
      });
    else processes.set(type, { type, command, evidence });
  }
  return { processes: [...processes.values()], refused };
}
