import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import { textAt } from '../support/folders.js';
import { catalog } from '../support/rendering.js';

describe.each(catalog.bases)('the base $id', ({ id, image }) => {
  it('is pinned by its digest next to its tag, or explains why not', () => {
    const [name = '', digest] = image.split('@');
    const reason = /^# No digest: .{20,}$/m.exec(textAt(join(templatesRoot, '_bases', id, 'base.yml')));
    if (digest === undefined) expect(reason).not.toBeNull();
    else expect(reason).toBeNull();
    if (digest !== undefined) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(name).not.toMatch(/:latest$/);
  });
});
