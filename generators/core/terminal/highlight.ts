import { basename } from 'node:path';
import { createCssVariablesTheme, createHighlighterCore, guessEmbeddedLanguages, isSpecialLang } from '@shikijs/core';
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript';
import type { LanguageRegistration } from '@shikijs/core';
import { loadGrammar } from './grammars.js';

/** What a piece of text is, if a grammar says so; terminal and pages have their own colors for these. */
export const kinds = [
  'comment',
  'constant',
  'function',
  'keyword',
  'link',
  'parameter',
  'punctuation',
  'string',
  'string-expression',
] as const;

export type Kind = (typeof kinds)[number];

/** A piece of one line. */
export interface Token {
  readonly text: string;
  readonly kind?: Kind;
}

/** Files whose name doesn't say what language they are in. */
const odd: Readonly<Record<string, string>> = {
  '.envrc': 'sh',
  '.env.example': 'sh',
  '.editorconfig': 'ini',
  'flake.lock': 'json',
};

const theme = createCssVariablesTheme({ variablePrefix: '', fontStyle: false });
const highlighter = createHighlighterCore({
  themes: [theme],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
});

/**
 * Splits a file's text so that it can be shown in colors.
 *
 * @param path in the repository; says which language it is
 * @param text with line feeds
 * @returns the lines, without line feeds: joined with line feeds, they are the text. An unknown language gives lines
 *   of one token without a kind
 */
export async function highlighted(path: string, text: string): Promise<readonly (readonly Token[])[]> {
  const language = await languageOf(path);
  const { codeToTokensBase, loadLanguage } = await highlighter;
  if (language) {
    const inner = await Promise.all(guessEmbeddedLanguages(text, path).map(grammar));
    await loadLanguage(language, ...inner.filter((each) => each !== undefined));
  }
  // No limit, or the colors of a line would depend on how fast the machine is.
  const limit = { tokenizeTimeLimit: 0 };
  const lines = codeToTokensBase(text, { lang: language?.at(-1)?.name ?? 'text', theme, ...limit });
  return lines.map((line) =>
    line.filter(({ content }) => content !== '').map(({ content, color }) => tokenOf(content, color)),
  );
}

function tokenOf(text: string, color = ''): Token {
  const kind = kinds.find((each) => color === `var(token-${each})`);
  return kind ? { text, kind } : { text };
}

async function languageOf(path: string): Promise<LanguageRegistration[] | undefined> {
  const name = basename(path).toLowerCase();
  return grammar(odd[name] ?? name.slice(name.lastIndexOf('.') + 1));
}

/** The grammars of a language and of those inside it, its own last; undefined if there is none of that name. */
async function grammar(name: string): Promise<LanguageRegistration[] | undefined> {
  if (!/^[a-z0-9-]+$/.test(name) || isSpecialLang(name)) return undefined;
  return loadGrammar(name);
}
