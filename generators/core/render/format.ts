import { basename, extname } from 'node:path';
import type { Plugin } from 'prettier';
import { format } from 'prettier/standalone';

/** What lays out the kinds of files that templates fill in, loaded by those repositories that need it. */
const plugins: Readonly<Record<string, () => Promise<Plugin[]>>> = {
  '.json': async () => Promise.all([import('prettier/plugins/babel'), import('prettier/plugins/estree')]),
  '.yml': async () => [await import('prettier/plugins/yaml')],
};

/** Suffixes of files whose rows may say `layout: prettier`. */
export const laidOut: readonly string[] = Object.keys(plugins);

/**
 * Lays text out as Prettier does by default.
 *
 * The settings of the user who runs the tool are not looked at: the same answers give the same bytes everywhere.
 *
 * @throws Error for a kind of file that is not in `laidOut`
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
