import { describe, expect, it } from 'vitest';
import { verdictText } from '../../generators/core/commands/onboard/verdict-text.js';
import { missing, unknown, verdictOf } from '../../generators/core/project/verdict.js';

const at = (line: number) => ({ evidence: [{ path: 'Procfile', line, text: '' }] });

const web = missing('program', 'boot', { headline: 'web starts make', fix: 'write what it runs', ...at(1) });
const port = missing('port', 'answer', { headline: 'web listens on 5000', fix: 'listen on $PORT', ...at(1) });
const css = missing('program', 'boot', { headline: 'css starts make', fix: 'write what it runs', ...at(2) });
const check = unknown('service', 'boot', { headline: 'Is it so?', check: 'look' });

describe('what is left to do', () => {
  it('is one step where one change mends several things, and steps are counted through', () => {
    expect(verdictText(verdictOf([web, port, check, css]))).toBe(`
Ready after 3 steps.

Before it builds and starts:
  1. web starts make
     Procfile:1
     css starts make
     Procfile:2
     write what it runs
  2. web listens on 5000
     Procfile:1
     listen on $PORT

Check before you deploy:
  3. Is it so?
     look
`);
  });

  it('is a step each where nothing mends it', () => {
    const [one, two] = ['one', 'two'].map((headline) => missing('kind', 'build', { headline }));
    expect(verdictText(verdictOf([one, two].flatMap((each) => each ?? [])))).toContain('  1. one\n  2. two\n');
  });
});
