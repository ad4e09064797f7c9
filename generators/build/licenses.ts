import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Lists the packages in a bundle, with their licenses.
 *
 * @param inputs paths of the files in the bundle
 * @returns a Markdown document
 * @throws Error for a package that doesn't say what its license is
 */
export function licensesOf(inputs: readonly string[]): string {
  const roots = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []));
  const sections = [...roots].map((root) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
    if (license === undefined) throw new Error(`${name} does not say its license`);
    const text = readdirSync(root)
      .filter((file) => /^(?:licen[cs]e|copying|notice)(?:\.|$)/i.test(file))
      .map((file) => readFileSync(join(root, file), 'utf8').trim());
    return { name, section: [`## ${name} ${version} (${license})`, ...text.map(quoted)].join('\n\n') };
  });
  const sorted = sections.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ section }) => section);
  return `# Licenses of the packages in this program\n\n${sorted.join('\n\n')}\n`;
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
