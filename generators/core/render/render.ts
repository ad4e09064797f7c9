import { readFileSync } from 'node:fs';
import ejs from 'ejs';
import { find } from '../catalog/find.js';
import { addonsRoot, partialsRoot, templatesRoot } from '../catalog/paths.js';
import type { Answers, FileSet, RenderedFile } from '../model/pipeline.js';
import type { Catalog, Template } from '../model/catalog.js';
import { renderContext, type RenderContext } from './context.js';
import { usersRegistry, type Registry } from '../tools/npm-registry.js';
import { completeNpmLock } from './npm-lock.js';
import { sourcesFor } from './layers.js';
import type { Source } from './sources.js';

/**
 * Creates the content of a file.
 *
 * @param values what the template may read
 * @param views folders that it may include from
 */
export type ContentOf = (source: Source, values: RenderContext, views: string[]) => Promise<Buffer>;

/**
 * Renders the repository that the answers describe. Depends on nothing but its arguments and the templates.
 *
 * @param registry where npm packages are downloaded from; defaults to the registry in the user's npm settings
 * @param contentOf creates a file's content; to render many repositories, pass one `renderedOnce()` to all
 */
export async function render(
  catalog: Catalog,
  answers: Answers,
  registry?: Registry,
  contentOf: ContentOf = rendered,
): Promise<FileSet> {
  const template = find(catalog.templates, 'template', answers.template);
  const sources = sourcesFor(catalog, answers);

  const reasons = sources.map(({ path, row }) => ({ path, reason: row.reason }));
  const context = renderContext(catalog, answers, reasons);
  const files = new Map<string, RenderedFile>();
  for (const source of sources) {
    const content = await contentOf(source, { ...context }, viewsOf(template));
    const { ownership, reason, lock } = source.row;
    const more = { ...(lock ? { lock } : {}), ...(source.was.length > 0 ? { was: source.was } : {}) };
    files.set(source.path, { content, mode: source.mode, ownership, reason, ...more });
  }
  completeLocks(files, registry);
  return files;
}

/** The folders that a template may include from. */
export const viewsOf = ({ partials }: Template): string[] => [partials, partialsRoot, addonsRoot, templatesRoot];

/** Renders a file, or copies it byte for byte. */
export const rendered: ContentOf = async (source, values, views) =>
  source.rendered ? Buffer.from(await renderedText(source, values, views)) : readFileSync(source.source);

/** The folders that compiled templates include from; in others, a name may be another partial. */
let cachedFor = '';

async function renderedText(source: Source, values: RenderContext, views: string[]): Promise<string> {
  const folders = views.join('\n');
  if (folders !== cachedFor) ejs.clearCache();
  cachedFor = folders;
  const text = readFileSync(source.source, 'utf8');
  // The values themselves, not a copy: so it is known which ones a template reads.
  const own = { unsafePrototypeLocals: true };
  const plain = ejs.render(text, values, { filename: source.source, views, escape: String, cache: true, ...own });
  if (source.row.layout !== 'prettier') return plain;
  // Loaded only for repositories that need it: it takes half of the rendering time.
  const { formatted } = await import('./format.js');
  return formatted(source.path, plain);
}

function completeLocks(files: Map<string, RenderedFile>, registry: Registry | undefined): void {
  for (const [path, file] of files) {
    if (!/(^|\/)package-lock\.json$/.test(path)) continue;
    const manifest = files.get(path.replace(/package-lock\.json$/, 'package.json'));
    if (!manifest) throw new Error(`${path} stands without a package.json`);
    files.set(path, { ...file, content: completed(file.content, manifest.content, registry) });
  }
}

/** Completes a lock. The repositories of a gallery share contents, so each pair is completed once. */
function completed(lock: Buffer, manifest: Buffer, registry: Registry | undefined): Buffer {
  const before = locks.get(manifest);
  if (before?.lock === lock && before.registry === registry) return before.content;
  const text = completeNpmLock(lock.toString('utf8'), manifest.toString('utf8'), registry ?? usersRegistry());
  const content = Buffer.from(text);
  locks.set(manifest, { lock, registry, content });
  return content;
}

/** The last lock that was completed for each manifest. */
const locks = new WeakMap<Buffer, Readonly<Record<'lock' | 'content', Buffer>> & { registry: Registry | undefined }>();
