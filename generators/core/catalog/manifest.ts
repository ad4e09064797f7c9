import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator, type Schema } from '@cfworker/json-schema';
import { load } from 'js-yaml';
import { templatesRoot } from './roots.js';

/**
 * Reads a manifest and holds it against the JSON Schema that editors use too (templates/schema/).
 *
 * @param path absolute path of a YAML file
 * @param name name of the schema, e.g. "template"
 * @returns what the file says; its shape is what the schema promises
 * @throws Error naming the file and each place that breaks the schema
 */
export function readManifest(path: string, name: 'template' | 'base' | 'ci' | 'shared'): unknown {
  const manifest: unknown = load(readFileSync(path, 'utf8'));
  const { valid, errors } = validator(name).validate(manifest);
  if (!valid) {
    const places = errors.map(({ instanceLocation, error }) => `  ${instanceLocation}: ${error}`);
    throw new Error(`${path} does not fit templates/schema/${name}.schema.json:\n${places.join('\n')}`);
  }
  return manifest;
}

const validators = new Map<string, Validator>();

function validator(name: string): Validator {
  const known = validators.get(name);
  if (known) return known;
  const made = new Validator(schema(name), '2020-12', false);
  if (name !== 'shared') made.addSchema(schema('shared'));
  validators.set(name, made);
  return made;
}

const schema = (name: string): Schema =>
  JSON.parse(readFileSync(join(templatesRoot, 'schema', `${name}.schema.json`), 'utf8')) as Schema;
