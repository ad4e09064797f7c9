import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator, type Schema } from '@cfworker/json-schema';

/**
 * Reads a schema.
 *
 * @param folder absolute path of the folder that it is in
 * @param name e.g. "output"
 */
export const validatorOf = (folder: string, name: string): Validator =>
  new Validator(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8')) as Schema, '2020-12', false);
