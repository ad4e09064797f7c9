import type { Detected } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { shownJson } from '../../model/shown.js';
import { reportData } from '../report-json.js';
import { verdictOf } from '../../project/verdict.js';
import type { Report } from '../result.js';

/**
 * What was detected, planned and done, as data (schema: templates/schema/onboard.schema.json).
 *
 * @param report undefined if only the explanation was requested
 * @param next what the user types next
 */
export function onboardJson(
  detected: Detected,
  requirements: readonly Requirement[],
  report: Report | undefined,
  generator: { readonly name: string; readonly version: string },
  next: readonly string[] = [],
): string {
  const { name, version } = generator;
  const planned = report
    ? reportData(report, generator, next)
    : { answers: null, changes: null, notes: [], again: null, result: null };
  const readiness = readinessData(detected, requirements);
  return shownJson({ ...planned, format: 2, generator: { name, version }, directory: detected.root, ...readiness });
}

/** The three levels: what was found, what must be true, and what follows. */
export function readinessData(
  { kind, template, facts, lists, dependencies, processes, misspelled, parts, size, unread }: Detected,
  requirements: readonly Requirement[],
): Readonly<Record<string, unknown>> {
  const sure = { facts, lists, dependencies, processes, misspelled, parts, size, unread };
  const found = { kind: kind ?? null, template: template ?? null, ...sure };
  return { detected: found, requirements, verdict: verdictOf(requirements).is };
}
