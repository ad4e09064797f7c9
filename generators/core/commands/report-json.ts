import type { Change } from '../model/change.js';
import { shownJson } from '../model/shown.js';
import { diffOf } from '../plan/diff.js';
import { contentOf } from './report.js';
import type { Report, Result } from './result.js';

function changeData(change: Change) {
  const diff = diffOf(change);
  const file = 'file' in change ? change.file : undefined;
  return {
    path: change.path,
    kind: change.kind,
    size: contentOf(change).length,
    ...(file ? { mode: file.mode.toString(8), ownership: file.ownership, reason: file.reason } : {}),
    ...(change.kind === 'blocked' ? { why: change.why } : {}),
    ...(change.kind === 'merge' ? { marks: change.marks } : {}),
    ...('settled' in change && change.settled ? { settled: change.settled } : {}),
    ...(diff === '' ? {} : { diff }),
  };
}

/** The tool behind a report. */
export interface Writer {
  readonly name: string;
  readonly version: string;
}

/**
 * The report as data (schema: templates/schema/output.schema.json).
 *
 * @param next what the user types next
 */
export function reportData(report: Report, generator: Writer, next: readonly string[] = []) {
  const { directory, answers, changes, notes, again, result } = report;
  return {
    format: 1,
    generator: { name: generator.name, version: generator.version },
    directory,
    answers,
    changes: changes.map(changeData),
    notes,
    again,
    result: result ? resultData(result, next) : null,
  };
}

/** What was done, without what only the next steps need. */
const resultData = ({ written, deleted, kept, git, missing }: Result, next: readonly string[]) => ({
  ...{ written, deleted, kept, git, missing, next },
});

/** The report as JSON: see `reportData`. */
export const reportJson = (...report: Parameters<typeof reportData>): string => shownJson(reportData(...report));
