import { describe, expect, it } from 'vitest';
import { find } from '../../generators/core/catalog/find.js';
import { renderedOnce } from '../../generators/core/render/rendered-once.js';
import { rendered, render, viewsOf, type ContentOf } from '../../generators/core/render/render.js';
import { renderContext } from '../../generators/core/render/context.js';
import { sourcesFor } from '../../generators/core/render/layers.js';
import { addonSets, pairwiseAnswers } from '../support/pairwise.js';
import { answersFor, catalog, registry } from '../support/rendering.js';

describe.each(catalog.templates)('repositories of $id that are rendered together', (template) => {
  it('equal those that are rendered separately', async () => {
    const together = renderedOnce();
    const all = pairwiseAnswers(catalog, template).flatMap((each) =>
      [[], ...addonSets(catalog, template)].map((addons) => answersFor(template.id, { ...each, addons })),
    );
    for (const answers of [...all, ...all.map((each) => ({ ...each, name: 'other-app', title: 'Its "own" title' }))]) {
      const files = await render(catalog, answers, registry, together);
      expect(files, JSON.stringify(answers)).toEqual(await render(catalog, answers, registry));
    }
  });
});

describe('a file', () => {
  const answers = answersFor(catalog.templates[0]?.id ?? '');
  const sources = sourcesFor(catalog, answers);

  it.each(sources.filter(({ rendered: isTemplate }) => isTemplate))(
    '$path is rendered again only when a value it reads changes',
    async (source) => {
      const context = renderContext(catalog, answers, []);
      const views = viewsOf(find(catalog.templates, 'template', answers.template));
      const together = renderedOnce();
      const first = await together(source, { ...context }, views);
      expect(await together(source, { ...context }, views)).toBe(first);
      const other: Parameters<ContentOf>[1] = { ...context, name: 'other', title: 'Other', names: { module: 'other' } };
      expect(await together(source, other, views)).toEqual(await rendered(source, other, views));
    },
  );
});
