import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { documentOf, outputValidator } from '../support/output.js';
import { run } from '../support/run.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const validator = outputValidator('onboard', 'output');

describe('onboard --json that refuses', () => {
  it.each([
    ['a start that is not known', { 'requirements.txt': 'requests\n', 'a.py': '' }, 'start'],
    ['a language that is not known', { 'notes.txt': 'hello\n' }, 'kind'],
    ['a language without a template', { 'Cargo.toml': '[package]\n', 'main.rs': '' }, 'kind'],
  ])('%s: has what was found, what is missing, and the verdict', async (_, files, kind) => {
    const cwd = freshFolder('my-app');
    for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text);
    const outcome = await run(['onboard', '--dry-run', '--yes', '--json'], { cwd });
    expect(outcome.code).toBe(1);
    const document = documentOf(outcome, validator);
    expect(document).toMatchObject({ error: { fix: expect.stringContaining('onboard') as string } });
    expect(document).toMatchObject({ detected: { size: { cut: false } } });
    expect(document).toMatchObject({ verdict: kind === 'kind' && 'Cargo.toml' in files ? 'not-yet' : 'after-steps' });
    const { requirements } = document as { requirements: { kind: string }[] };
    expect(requirements.map((each) => each.kind)).toContain(kind);
  });
});
