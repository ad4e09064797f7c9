import { readFile } from 'node:fs/promises';
import ejs from 'ejs';
import { find } from '../catalog/find.js';
import { addonsRoot } from '../catalog/paths.js';
import type { Answers, FileSet, RenderedFile } from '../model/pipeline.js';
import type { Catalog } from '../model/catalog.js';
import { renderContext, type RenderContext } from './context.js';
import { usersRegistry, type Registry } from '../tools/npm-registry.js';
import { completeNpmLock } from './npm-lock.js';
import { sourcesFor } from './layers.js';
import type { Source } from './sources.js';

/**
 * Renders the repository that the answers describe. Depends on nothing but its arguments and the templates.
 *
 * @param registry where npm packages are downloaded from; by default what the user's npm is set to
 */
export async function render(catalog: Catalog, answers: Answers, registry?: Registry): Promise<FileSet> {
  const template = find(catalog.templates, 'template', answers.template);
  const sources = sourcesFor(catalog, answers);

  const reasons = sources.map(({ path, row }) => ({ path, reason: row.reason }));
  const context = renderContext(catalog, answers, reasons);
  const files = new Map<string, RenderedFile>();
  for (const source of sources) {
    const content = source.rendered
      ? Buffer.from(await renderedText(source, context, [template.partials, addonsRoot]))
      : await readFile(source.source);
    const { ownership, reason } = source.row;
    const was = source.was.length > 0 ? { was: source.was } : {};
    files.set(source.path, { content, mode: source.mode, ownership, reason, ...was });
  }
  completeLocks(files, registry);
  return files;
}

async function renderedText(source: Source, context: RenderContext, views: string[]): Promise<string> {
  const text = await readFile(source.source, 'utf8');
  const render = ejs.compile(text, { filename: source.source, views, escape: String });
  const rendered = render({ ...context });
  if (source.row.layout !== 'prettier') return rendered;
  // Loaded by those repositories that need it: it is half of a rendering's time.
  const { formatted } = await import('./format.js');
  return formatted(source.path, rendered);
}

function completeLocks(files: Map<string, RenderedFile>, registry: Registry | undefined): void {
  for (const [path, file] of files) {
    if (!/(^|\/)package-lock\.json$/.test(path)) continue;
    const manifest = files.get(path.replace(/package-lock\.json$/, 'package.json'));
    if (!manifest) throw new Error(`${path} stands without a package.json`);
    const content = completeNpmLock(
      file.content.toString('utf8'),
      manifest.content.toString('utf8'),
      registry ?? usersRegistry(),
    );
    files.set(path, { ...file, content: Buffer.from(content) });
  }
}
