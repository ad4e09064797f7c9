import { join } from 'node:path';
import { expect } from 'vitest';
import type { Validator } from '@cfworker/json-schema';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import type { Ran } from './run.js';
import { validatorOf } from './schemas.js';

/**
 * Reads the schema of one of our outputs.
 *
 * @param name e.g. "output"
 * @param others schemas that it refers to
 */
export const outputValidator = (name: string, ...others: readonly string[]): Validator =>
  validatorOf(join(templatesRoot, 'schema'), name, ...others);

/** The one document on stdout. Fails if there is anything else on it, or if it doesn't have the documented form. */
export function documentOf({ stdout, stderr }: Ran, validator: Validator): unknown {
  expect(stderr).toBe('');
  const document: unknown = JSON.parse(stdout);
  expect(validator.validate(document).errors).toEqual([]);
  return document;
}
