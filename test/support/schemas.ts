import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator, type Schema } from '@cfworker/json-schema';

/**
 * Reads a schema.
 *
 * @param folder absolute path of the schema's folder
 * @param name e.g. "output"
 * @param others schemas in that folder that it refers to
 */
export function validatorOf(folder: string, name: string, ...others: readonly string[]): Validator {
  const read = (each: string): Schema =>
    JSON.parse(readFileSync(join(folder, `${each}.schema.json`), 'utf8')) as Schema;
  const validator = new Validator(read(name), '2020-12', false);
  for (const other of others) validator.addSchema(read(other));
  return validator;
}
