import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * One package of a bundle: its heading, and its license files, each as what is its own and the terms after that. `key` is the
 * same for terms that differ only in where their lines and paragraphs end.
 */
interface Entry {
  readonly name: string;
  readonly heading: string;
  readonly texts: readonly { readonly notice: string; readonly terms: string; readonly key: string }[];
}

/**
 * Lists the packages in a bundle, with their licenses. Each package keeps its own title and copyright notice; terms that
 * several packages have word for word are printed once, at the end.
 *
 * @param inputs paths of the files in the bundle
 * @returns a Markdown document
 * @throws Error for a package that doesn't say what its license is
 */
export function licensesOf(inputs: readonly string[]): string {
  const roots = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []));
  const entries = [...roots].map(entryOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  const all = entries.flatMap(({ texts }) => texts).filter(({ key }) => key !== '');
  const keys = all.map(({ key }) => key);
  const shared = all.filter(({ key }, at) => keys.indexOf(key) === at && keys.lastIndexOf(key) > at);

  const sections = entries.map(({ heading, texts }) => [
    heading,
    ...texts.map(({ notice, terms, key }) => {
      const at = shared.findIndex((each) => each.key === key);
      if (at === -1) return quoted(`${notice}${terms}`);
      return `${quoted(notice.trim())}\n\nSee [terms ${at + 1}](#terms-${at + 1}).`.trim();
    }),
  ]);
  const ends = shared.map(({ terms }, at) => [`## Terms ${at + 1}`, quoted(terms)]);
  return `${['# Licenses of the packages in this program', ...sections.flat(), ...ends.flat()].join('\n\n')}\n`;
}

function entryOf(root: string): Entry {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  if (license === undefined) throw new Error(`${name} does not say its license`);
  const texts = readdirSync(root)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:\.|$)/i.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8').trim())
    .map((text) => {
      // The MIT and ISC licenses: what is before these words differs from package to package.
      const start = Math.max(0, text.search(/^Permission (?:is hereby granted|to use)/m));
      const terms = text.slice(start);
      return { notice: text.slice(0, start), terms, key: terms.split(/\s+/).join(' ') };
    });
  return { name, heading: `## ${name} ${version} (${license})`, texts };
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
