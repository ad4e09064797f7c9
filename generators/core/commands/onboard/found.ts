import type { Change } from '../../model/change.js';
import { shown } from '../../model/shown.js';
import { isWritten } from '../../plan/plan.js';
import { style } from '../../terminal/style.js';
import { columns, textWidth } from '../../terminal/text.js';
import { fileList } from '../file-list.js';
import type { Report } from '../result.js';
import { decidingFacts, isGiven, type DecidingFact } from './facts.js';
import type { Onboarding } from './onboarding.js';
import { place } from './places.js';

/** What decides what is written, in a few lines: the kind of project, how it starts, what the user chose. */
export function foundText(planned: Onboarding): string {
  const { template, detected } = planned;
  const rows = decidingFacts(planned)
    .filter(({ value }) => value !== '')
    .map((fact) => [fact.label, valueText(fact, isGiven(planned, fact))]);
  return [
    '',
    style.bold(`Found in ${shown(detected.root)}, written in ${template.language}:`),
    columns(rows, textWidth()),
    '',
  ].join('\n');
}

/** A fact's value, and how it is known. */
export function valueText({ value, evidence }: DecidingFact, isGiven: boolean): string {
  const source = isGiven ? 'given by you' : evidence.map(place).join('');
  return shown(source === '' ? value : `${value}  (${source})`);
}

/** The files of a plan; empty if there is nothing to write. */
export function toWrite({ changes, directory }: Report): string {
  const writes = changes.filter(isWritten);
  if (writes.length === 0) return '';
  const pathsOf = (some: readonly Change[]): string[] => some.map(({ path }) => path);
  const clashes = writes.filter(({ kind }) => kind === 'conflict');
  const plain = writes.filter(({ kind }) => kind !== 'conflict');
  return [
    '',
    style.bold(`To write in ${shown(directory)}:`),
    ...fileList(pathsOf(plain)),
    ...(clashes.length > 0 ? ['', 'Yours, and different; you decide about each:', ...fileList(pathsOf(clashes))] : []),
    '',
    '',
  ].join('\n');
}
