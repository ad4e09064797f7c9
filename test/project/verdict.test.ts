import { describe, expect, it } from 'vitest';
import { met, missing, unknown, verdictOf } from '../../generators/core/project/verdict.js';

const found = met('lock', 'build', { headline: 'The lock pins the packages' });
const lacking = missing('port', 'answer', { headline: 'It listens on 5000', fix: 'listen on $PORT' });
const unbuilt = missing('lock', 'build', { headline: 'There is no lock', fix: 'lock it' });
const unsure = unknown('dependency', 'build', { headline: 'Is there such a package?', check: 'look for it' });
const chore = missing('scale', 'keep', { headline: 'The worker stands still', fix: 'scale it' });
const hopeless = missing('kind', 'build', { headline: 'It is written in COBOL' });

describe('the verdict', () => {
  it('is ready only if each requirement of build, boot and answer is met', () => {
    expect(verdictOf([found])).toMatchObject({ is: 'ready' });
    expect(verdictOf([found, chore])).toEqual({ is: 'ready', blockers: [], checks: [], later: [chore] });
    expect(verdictOf([found, unsure]).is).toBe('after-steps');
    expect(verdictOf([found, lacking]).is).toBe('after-steps');
  });

  it('is not yet if something has no mend', () => {
    expect(verdictOf([lacking, hopeless]).is).toBe('not-yet');
  });

  it('lists what to mend in the order of build, boot and answer', () => {
    expect(verdictOf([chore, lacking, unsure, found, unbuilt])).toEqual({
      is: 'after-steps',
      blockers: [unbuilt, lacking],
      checks: [unsure],
      later: [chore],
    });
  });
});
