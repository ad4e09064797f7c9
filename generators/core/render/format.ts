import { basename, extname } from 'node:path';
import type { Plugin } from 'prettier';
import { format } from 'prettier/standalone';

/** Prettier plugins by file suffix, loaded only for the repositories that need them. */
const plugins: Readonly<Record<string, () => Promise<Plugin[]>>> = {
  '.json': async () => Promise.all([import('prettier/plugins/babel'), import('prettier/plugins/estree')]),
  '.yml': async () => [await import('prettier/plugins/yaml')],
};

/** Suffixes of files whose rows may have `layout: prettier`. */
export const laidOut: readonly string[] = Object.keys(plugins);

/**
 * Formats text with Prettier's defaults.
 *
 * The user's own Prettier settings are ignored: the same answers give the same bytes everywhere.
 *
 * @throws Error for a kind of file that isn't in `laidOut`
 */
export async function formatted(path: string, text: string): Promise<string> {
  const suffix = extname(path);
  const loaded = await plugins[suffix]?.();
  const language = loaded
    ?.flatMap(({ languages = [] }) => languages)
    .find(({ filenames = [], extensions = [] }) => filenames.includes(basename(path)) || extensions.includes(suffix));
  const [parser] = language?.parsers ?? [];
  if (loaded === undefined || parser === undefined) throw new Error(`nothing lays out ${path}`);
  return format(text, { parser, plugins: loaded, filepath: path });
}
