import { settle } from '../../generators/core/answers/questions.js';
import { concluded } from '../../generators/core/answers/onboarded.js';
import { leftToDo } from '../../generators/core/answers/left.js';
import type { Detected, Finding } from '../../generators/core/detection.js';
import type { Change } from '../../generators/core/change.js';
import type { Answers, FileSet } from '../../generators/core/domain.js';
import { readCommandLine } from '../../generators/core/face/command-line.js';
import { firstLook, look } from '../../generators/core/face/onboard/look.js';
import { onboardGrammar } from '../../generators/core/face/onboard/request.js';
import { entriesAt } from '../../generators/core/face/repository.js';
import { plan } from '../../generators/core/plan/plan.js';
import { openProject } from '../../generators/core/project/project.js';
import { render } from '../../generators/core/render/render.js';
import { join } from 'node:path';
import { catalog, registry } from './rendering.js';

/** What becomes of a project, without a terminal and without writing. */
export interface Outcome {
  readonly detected: Detected;
  readonly answers: Answers;
  readonly files: FileSet;
  readonly changes: readonly Change[];
  readonly left: readonly Finding[];
}

/**
 * Looks at a project and plans for it, as the door does.
 *
 * @param args words of the command line
 * @throws UserError as the door's refusals
 */
export async function outcomeOf(root: string, args: readonly string[] = []): Promise<Outcome> {
  const line = readCommandLine(catalog, onboardGrammar, args);
  const { root: part = '.' } = line.values;
  const prompt = () => Promise.reject(new Error('nobody is here to ask'));
  const looking = { catalog, line, root: join(root, part), interactive: false, command: 'heroku-nix onboard', prompt };
  const { template, detected, commands } = await look(looking, firstLook(looking));
  const conclusion = concluded(template, detected, commands, line.given);
  const settled = settle(catalog, conclusion.given, { stored: { options: {} }, name: 'my-app' });
  const answers = { ...settled, project: conclusion.project };
  const files = await render(catalog, answers, registry);
  const changes = plan(await entriesAt(openProject(looking.root), files.keys()), files);
  return { detected, answers, files, changes, left: leftToDo(catalog, template, detected, conclusion, []) };
}
