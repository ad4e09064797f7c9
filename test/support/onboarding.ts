import { settle } from '../../generators/core/answers/questions.js';
import { concluded } from '../../generators/core/project/conclusions.js';
import { requirementsFor } from '../../generators/core/commands/onboard/required.js';
import type { Detected } from '../../generators/core/model/detection.js';
import type { Requirement } from '../../generators/core/model/readiness.js';
import type { Change } from '../../generators/core/model/change.js';
import type { Answers, FileSet } from '../../generators/core/model/pipeline.js';
import { readCommandLine } from '../../generators/core/terminal/command-line.js';
import { firstLook, look } from '../../generators/core/commands/onboard/look.js';
import { buildOf, spec } from '../../generators/core/commands/onboard/spec.js';
import { writingFlags } from '../../generators/core/commands/writing.js';
import { consoleTerminal } from '../../generators/core/terminal/console.js';
import { entriesAt } from '../../generators/core/render/repository.js';
import { plan } from '../../generators/core/plan/plan.js';
import { openProject } from '../../generators/core/project/project.js';
import { render } from '../../generators/core/render/render.js';
import { join } from 'node:path';
import { catalog, registry } from './rendering.js';

/** The result of onboarding a project, without a terminal and without writing. */
export interface Outcome {
  readonly detected: Detected;
  readonly answers: Answers;
  readonly files: FileSet;
  readonly changes: readonly Change[];
  readonly requirements: readonly Requirement[];
}

/**
 * Looks at a project and makes a plan for it, like the command does.
 *
 * @param args command-line arguments
 * @throws UserError like the command
 */
export async function outcomeOf(root: string, args: readonly string[] = []): Promise<Outcome> {
  const line = readCommandLine(catalog, spec, args);
  const { root: part = '.' } = line.values;
  const terminal = { ...consoleTerminal(), ask: () => Promise.reject(new Error('no one is here to ask')) };
  const looking = {
    ...{ catalog, line, flags: writingFlags(line), cwd: root, root: join(root, part) },
    ...{ interactive: false, command: 'heroku-nix onboard', terminal },
  };
  const found = await look(looking, firstLook(looking));
  const { template, detected, commands } = found;
  const conclusion = concluded(template, found, commands, line.given, buildOf(line));
  const settled = settle(catalog, conclusion.given, { stored: { options: {} }, name: 'my-app' });
  const answers = { ...settled, project: conclusion.project };
  const files = await render(catalog, answers, registry);
  const changes = plan(entriesAt(openProject(looking.root), files.keys()), files);
  return { detected, answers, files, changes, requirements: requirementsFor({ ...found, conclusion }, []) };
}
