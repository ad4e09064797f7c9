import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder, treeOf } from '../support/folders.js';
import { run } from '../support/run.js';

const url = (path: string): string => pathToFileURL(join(import.meta.dirname, path)).href;

/** Writes three files over what is there, in a process of its own. */
const program = `
  import { apply } from '${url('../../dist/generators/core/plan/apply.js')}';
  const change = (path) => {
    const file = { content: Buffer.from('new'), mode: 0o644, ownership: path === 'lock' ? 'record' : 'managed' };
    return { kind: 'update', path, file };
  };
  await apply(process.env.KILL_BELOW, ['a', 'b/c', 'lock'].map(change));
`;

it('leaves all files old or all files new wherever writing is interrupted, and then obeys', async () => {
  const states = { old: { a: 'old', 'b/c': 'old', lock: 'old' }, new: { a: 'new', 'b/c': 'new', lock: 'new' } };
  const ends: string[] = [];
  for (let at = 0; ; at += 1) {
    const cwd = temporaryFolder(states.old);
    const env = { KILL_BELOW: cwd, KILL_AT: String(at), KILL_BY: 'SIGTERM' };
    const words = ['--import', url('../support/kill.js'), '--input-type=module', '--eval', program] as const;
    const ended = await run([], { cwd, env, program: [process.execPath, ...words] }).then(
      ({ code }) => code,
      () => 'interrupted',
    );
    const text = readFileSync(join(cwd, 'a'), 'utf8');
    const tree = [...treeOf(cwd).keys()].map((path) => [path, readFileSync(join(cwd, path), 'utf8')] as const);
    expect(Object.fromEntries(tree), `call ${at}`).toEqual(text === 'old' ? states.old : states.new);
    if (ended !== 'interrupted') {
      expect(ended).toBe(0);
      break;
    }
    ends.push(text);
  }
  expect(new Set(ends)).toEqual(new Set(['old', 'new']));
});
