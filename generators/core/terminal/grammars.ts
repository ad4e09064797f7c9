import type { LanguageRegistration } from '@shikijs/core';

/**
 * Loads the grammars of a language and of those inside it, its own last. For the bundled program, the build puts a list
 * of the names that the templates need here.
 *
 * @returns undefined if there is none of that name
 */
export async function loadGrammar(name: string): Promise<LanguageRegistration[] | undefined> {
  try {
    return ((await import(`@shikijs/langs/${name}`)) as { default: LanguageRegistration[] }).default;
  } catch {
    return undefined;
  }
}
