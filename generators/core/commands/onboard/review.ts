import { verdictOf } from '../../project/verdict.js';
import { aborted } from '../../terminal/conflicts.js';
import { corrected } from './correct.js';
import { foundText, toWrite } from './found.js';
import type { Onboarding } from './onboarding.js';
import { requirementsFor } from './required.js';
import { verdictText } from './verdict-text.js';

/**
 * Shows what was found, the verdict and the plan, and asks before anything is written. Whoever corrects a fact sees all
 * three again.
 *
 * @returns the plan that the person agreed to
 * @throws UserError if the person says no
 */
export async function reviewed(first: Onboarding): Promise<Onboarding> {
  const { terminal } = first.input;
  for (let planned = first; ;) {
    const files = toWrite(planned.report);
    terminal.print(`${foundText(planned)}${verdictText(verdictOf(requirementsFor(planned, [])))}${files}`);
    if (files === '') return planned;
    const { go } = await terminal.ask([
      {
        kind: 'keys',
        name: 'go',
        message: 'Write them? (y: yes, n: no, e: correct what was found)',
        default: 'y',
        choices: [
          { key: 'y', name: 'yes, write them', value: 'yes' },
          { key: 'n', name: 'no, write nothing', value: 'no' },
          { key: 'e', name: 'correct what was found', value: 'correct' },
        ],
      },
    ]);
    if (go === 'yes') return planned;
    if (go === 'no') throw aborted();
    planned = await corrected(planned);
  }
}
