import type { Catalog } from '../../model/catalog.js';
import { records } from '../../model/records.js';
import { sourcesFor } from '../../render/layers.js';
import { readCommandLine } from '../../terminal/command-line.js';
import type { CommandSpec } from '../../terminal/command-spec.js';
import { sampleAnswers } from '../sample.js';
import type { Candidate } from './candidates.js';

/**
 * The files of the template that a command line names, with the reason for each.
 *
 * @throws UserError for what isn't in the catalog
 */
export function filesNamed(catalog: Catalog, spec: CommandSpec, argv: readonly string[]): Candidate[] {
  const { args, given } = readCommandLine(catalog, spec, argv);
  const answers = sampleAnswers(catalog, { ...given, template: args[0] ?? '' });
  const files = sourcesFor(catalog, answers).map(({ path, row }) => ({ path, reason: row.reason }));
  return [...files, ...records].map(({ path, reason }) => ({ value: path, about: reason }));
}
