import { checkPartial } from '../../answers/partial.js';
import { UserError } from '../../model/errors.js';
import { shown, shownLines } from '../../model/shown.js';
import { answerFlags, ownFlags, type FlagSpec } from '../../terminal/command-spec.js';
import { style } from '../../terminal/style.js';
import type { Prompt } from '../../terminal/terminal.js';
import { settleBefore } from '../cut-off.js';
import { decidingFacts, isGiven, type DecidingFact } from './facts.js';
import { valueText } from './found.js';
import { firstLook, withFlag, type OnboardInput } from './look.js';
import { onboarding, type Onboarding } from './onboarding.js';
import { placeWithText } from './places.js';
import { spec } from './spec.js';

/**
 * Asks which fact is wrong and what is right, and plans anew, as if the flag for it had been given. A value that can't
 * be used is refused, and asked for again.
 *
 * @returns the same plan if nothing was corrected
 */
export async function corrected(planned: Onboarding): Promise<Onboarding> {
  const { terminal } = planned.input;
  const facts = decidingFacts(planned).filter(({ flag }) => flag !== undefined);
  const { flag } = await terminal.ask([whichPrompt(planned, facts)]);
  const fact = facts.find((each) => each.flag === flag);
  if (fact?.flag === undefined) return planned;
  for (;;) {
    const { value } = await terminal.ask([valuePrompt(planned, fact, fact.flag)]);
    const text = String(value).trim();
    if (text === '' || text === fact.value) return planned;
    try {
      return await plannedAnew(planned, fact.flag, text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { headline, detail } = error.problem;
      terminal.print(`${style.red(shown(headline))}\n${shownLines(detail)}\n`);
    }
  }
}

async function plannedAnew({ input, earlier }: Onboarding, flag: string, value: string): Promise<Onboarding> {
  const next = withFlag(input, flag, value);
  const notes = next.root === input.root ? [] : await settleBefore(next.root, next.flags);
  return onboarding(next, firstLook(next), [...earlier, ...notes]);
}

/** Lists the facts with what is known of each, and a way back. */
const whichPrompt = (planned: Onboarding, facts: readonly DecidingFact[]): Prompt => ({
  kind: 'select',
  name: 'flag',
  message: 'What do you want to correct?',
  choices: [
    ...facts.map((fact) => {
      const { flag = '', label, value, evidence } = fact;
      const text = value === '' ? 'none' : valueText(fact, isGiven(planned, fact));
      const description = isGiven(planned, fact) ? '' : evidence.map(placeWithText).join('\n');
      return {
        value: flag,
        name: `${label}: ${text}`,
        ...(description === '' ? {} : { description: shown(description) }),
      };
    }),
    { value: '', name: 'nothing, go back' },
  ],
});

/** Asks for a value, as its flag takes it. */
function valuePrompt({ input }: Onboarding, { value, choices }: DecidingFact, flag: string): Prompt {
  const known: Readonly<Partial<Record<string, FlagSpec>>> = { ...answerFlags, ...ownFlags(input.catalog, spec) };
  const asked = { name: 'value', message: `${known[flag]?.help ?? flag} ${style.dim(`(--${flag})`)}` };
  // What has control characters can't be used, so it is no default.
  const preset = value === '' || shown(value) !== value ? {} : { default: value };
  if (choices) return { kind: 'select', ...asked, ...preset, choices };
  return { kind: 'text', ...asked, ...preset, fault: (text) => faultOf(withFlag(input, flag, text)) };
}

/** What is wrong with an answer on its own, so that it can be mended in its line. */
function faultOf({ catalog, line }: OnboardInput): string | undefined {
  try {
    checkPartial(catalog, line.given, true);
    return undefined;
  } catch (error) {
    return error instanceof UserError ? `${error.problem.headline}: ${error.problem.detail}` : undefined;
  }
}
