import { describe, expect, it } from 'vitest';
import { html, json } from '../../generators/core/render/literals.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';

const title = "Tom's <b>Shop</b> {{ 7 * 7 }}";

describe('the front page', () => {
  it.each(catalog.templates)('of $id shows the title, and treats nothing in it as markup or code', async (template) => {
    const files = await renderFor(template.id, { title });
    const paths = [...files.keys()];
    const page = textOf(files, paths.find((path) => path.endsWith('/index.html')) ?? '');
    if (page.includes('{{ title }}')) {
      expect(page.match(/\{\{.*?\}\}/g)).toEqual(['{{ title }}', '{{ title }}']);
      expect(paths.filter((path) => textOf(files, path).includes(`TITLE = ${json(title)}\n`))).toHaveLength(1);
    } else {
      expect(page).toContain(`<title>${html(title)}</title>`);
      expect(page).toContain(`<h1>${html(title)}</h1>`);
    }
  });
});
