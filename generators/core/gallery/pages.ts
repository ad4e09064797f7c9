import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { homepage, ownPackage, siteRoot } from '../catalog/paths.js';
import type { FileSet, RenderedFile } from '../model/pipeline.js';
import { treeOf } from './tree.js';
import { filtersMet, filtersOf, label } from './filters.js';
import type { Conditional } from './file-view.js';
import type { TemplateView } from './view.js';

/** How our pages identify themselves; followed by the version. */
const pageMark = `<meta name="generator" content="${ownPackage.name} `;

/** Path of the page that lists the templates. */
export const listPath = 'index.html';

/** Path of a template's page. */
export const pathOf = (template: string): string => `${template}/index.html`;

/**
 * Builds the pages: one that lists the templates, and one for each of them.
 *
 * Every page contains its own styles and scripts, and doesn't let the browser load anything: it works from disk just as
 * from the web.
 */
export async function pagesOf(views: readonly TemplateView[]): Promise<FileSet> {
  const list = page(
    await laidOut('list', ['frame', 'choices', 'code', 'list'], ['list'], {
      views,
      filters: filtersOf(views),
    }),
  );
  const scripts = ['name', 'addons', 'template'];
  const others = views.map(
    async (view) =>
      [
        pathOf(view.template.id),
        page(
          await laidOut('template', ['frame', 'choices', 'code', 'template', 'files'], scripts, {
            view,
            tree: treeOf(view.files),
          }),
        ),
      ] as const,
  );
  return new Map([[listPath, list], ...(await Promise.all(others))]);
}

const page = (html: string): RenderedFile => ({
  content: Buffer.from(sealed(html)),
  mode: 0o644,
  ownership: 'record',
  reason: 'A page of the gallery',
});

/** Ends a page with its own hash, so that a later run can tell it from one that someone changed. */
const sealed = (html: string): string => `${html}<!-- ${hashOf(html)} -->\n`;

/** Whether a page is as we wrote it, byte for byte. */
export function isUnchangedPage(content: Buffer): boolean {
  const text = content.toString('utf8');
  const end = text.lastIndexOf('<!-- ');
  return end !== -1 && text === sealed(text.slice(0, end)) && text.includes(pageMark);
}

const hashOf = (html: string): string => createHash('sha256').update(html).digest('hex');

/**
 * Renders one of the layouts in site/.
 *
 * @param styles names of its styles
 * @param scripts names of its scripts, in the order they run
 */
function laidOut(
  layout: 'list' | 'template',
  styles: readonly string[],
  scripts: readonly string[],
  values: object,
): Promise<string> {
  const style = styles.map((name) => part(`${name}.css`)).join('\n');
  // The first runs before anything is shown, the others once everything is there.
  const [early, late] = [part('frame.js'), scripts.map((name) => part(`${name}.js`)).join('\n')];
  const policy = [
    "default-src 'none'",
    `style-src ${fingerprint(style)}`,
    `script-src ${[early, late].map(fingerprint).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const helpers = { attributes, filtersMet, homepage, label, pageMark, version: ownPackage.version };
  return ejs.renderFile(
    join(siteRoot, `${layout}.ejs`),
    { ...helpers, style, early, late, policy, ...values },
    { escape: escaped, cache: true },
  );
}

const part = (name: string): string => readFileSync(join(siteRoot, name), 'utf8').trim();

/** The hash that a policy allows a script or style by (https://www.w3.org/TR/CSP3/#grammardef-hash-source). */
const fingerprint = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The attributes that the page's script uses to show and hide an element. */
const attributes = ({ when, usual }: Conditional): string =>
  `${when === undefined ? '' : ` data-when="${escaped(when)}"`}${usual ? '' : ' hidden'}`;

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes any text for HTML, in an element or in double quotes; browsers read a plain CR as LF. */
const escaped = (text: string | number): string =>
  String(text).replace(/[&<>"\r]/g, (mark) => references[mark] ?? `&#${mark.charCodeAt(0)};`);
