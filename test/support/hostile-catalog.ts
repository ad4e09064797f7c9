import { chmodSync, cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { catalogOf } from '../../generators/core/catalog/catalog.js';
import { readManifests } from '../../generators/core/catalog/manifests.js';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import type { Catalog } from '../../generators/core/model/catalog.js';
import { freshFolder, place, textAt } from './folders.js';
import { catalog } from './rendering.js';

/** Texts that break pages that don't escape them. */
const nasty = [
  '</script><script>document.title = "broken"</script>',
  '</pre></code><img src=x onerror="document.title = `broken`">',
  '<!-- <![CDATA[ ]]> -->&amp;&lt;&#13; <%= 1 %> ${x}',
  'a\u2028b\u2029c\u00A0\u200B\uFEFF\u202Ed',
  'CR\rin the middle, and CRLF\r',
  '\t tabs  and blanks  ',
].join('\n');

/**
 * A catalog with one template in its own folder, whose texts and files are as hostile as a manifest allows.
 *
 * It is a folder like any other: being there is all it takes to be a template.
 */
export function hostileCatalog(): Catalog {
  const root = freshFolder('templates');
  for (const part of readdirSync(templatesRoot).filter((name) => name.startsWith('_')))
    cpSync(join(templatesRoot, part), join(root, part), { recursive: true });
  const [model] = [...catalog.templates].sort((a, b) => a.options.length - b.options.length);
  const id = 'zig';
  cpSync(join(templatesRoot, model?.id ?? ''), join(root, id), { recursive: true });
  const path = join(root, id, 'template.yml');
  const manifest = load(textAt(path)) as Record<string, unknown> & { files: object[]; ignore: string[] };
  const paths = ['nasty & "quoted" <b>.txt', "it's #1?a=b%20c+d.txt", 'bin/run', 'no-end.txt', 'empty.txt'];
  const reason = 'Has </p><script>document.title = "broken"</script> in its reason';
  const option = { title: `<b>"Size" & 'more'`, help: reason, choices: ['small', 'large'], default: 'small' };
  writeFileSync(
    path,
    JSON.stringify({
      ...manifest,
      title: '<i>Zig</i> & "Zag"',
      description: 'An app </title><script>document.title = "broken"</script>',
      language: 'zig',
      options: [{ ...option, name: 'size' }],
      files: [...manifest.files, ...paths.map((each) => ({ path: each, ownership: 'once', reason }))],
    }),
  );
  place(join(root, id, 'files'), {
    [`${paths[0] ?? ''}.ejs`]: `${nasty.replaceAll('<%', '<%%')}\n<%= options.size %>\n`,
    [paths[1] ?? '']: nasty,
    [paths[2] ?? '']: '#!/bin/sh\necho\n',
    [paths[3] ?? '']: 'one line without an end',
    [paths[4] ?? '']: '',
  });
  chmodSync(join(root, id, 'files', paths[2] ?? ''), 0o755);
  return catalogOf(root, readManifests(root));
}
