import { load } from 'js-yaml';

/** Whether a file holds records, as JSON or YAML. */
export const isData = (path: string): boolean => /\.(?:json|ya?ml)$/.test(path);

/** Whether a record in a JSON or YAML text has the same key twice: readers take one of them, without a word. */
export function hasKeyTwice(text: string): boolean {
  try {
    load(text.replaceAll('\t', '  '));
    return false;
  } catch (error) {
    return error instanceof Error && error.message.includes('duplicated mapping key');
  }
}
