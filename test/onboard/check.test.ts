import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, treeOf } from '../support/folders.js';
import { documentOf, outputValidator } from '../support/output.js';
import { run } from '../support/run.js';

const fixtures = join(import.meta.dirname, '../fixtures/onboard');
const validator = outputValidator('onboard', 'output');

interface Output {
  readonly verdict: string;
  readonly requirements: readonly { readonly kind: string; readonly state: { readonly is: string } }[];
}

const checked = async (name: string) => {
  const cwd = freshFolder('my-app');
  cpSync(join(fixtures, name, 'project'), cwd, { recursive: true });
  const before = treeOf(cwd);
  const text = await run(['onboard', '--check'], { cwd });
  const data = await run(['onboard', '--check', '--json'], { cwd });
  expect(treeOf(cwd)).toEqual(before);
  expect(data.code).toBe(text.code);
  const { verdict, requirements } = documentOf(data, validator) as Output;
  return { code: text.code, text: text.stdout, verdict, requirements };
};

describe('onboard --check', () => {
  it('exits with 0 for a project that is ready', async () => {
    const { code, text, verdict } = await checked('node-plain');
    expect({ code, verdict }).toEqual({ code: 0, verdict: 'ready' });
    expect(text).toContain('Ready: it has what it needs');
  });

  it('exits with 1 and says what stands in the way', async () => {
    const { code, text, verdict, requirements } = await checked('node-yarn');
    expect({ code, verdict }).toEqual({ code: 1, verdict: 'after-steps' });
    expect(text).toMatch(/Ready after \d steps\.\n\nBefore it builds and starts:\n {2}1\. yarn\.lock isn't Yarn 1's/);
    expect(requirements.filter(({ state }) => state.is === 'missing').length).toBeGreaterThan(0);
  });

  it('exits with 1 if it is not known what the project is, or how it starts', async () => {
    expect(await checked('unsupported-language')).toMatchObject({ code: 1, verdict: 'not-yet' });
    expect(await checked('nothing')).toMatchObject({ code: 1, verdict: 'after-steps' });
    expect((await checked('python-script')).text).toMatch(/1\. Can't tell for certain which command starts/);
  });
});
