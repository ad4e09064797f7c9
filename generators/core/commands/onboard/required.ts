import { concluded } from '../../project/conclusions.js';
import type { Requirement } from '../../model/readiness.js';
import type { Examined } from '../../project/detect.js';
import { openProject } from '../../project/project.js';
import type { Tree } from '../../project/tree.js';
import { missing } from '../../project/verdict.js';
import { requirementsOf } from '../../project/requirements/requirements.js';
import { ruled } from '../../project/requirements/ruled.js';
import { inPlace, isStartKnown, type OnboardInput } from './look.js';
import type { Onboarding } from './onboarding.js';
import { startUnknown, templateUnknown, unsupported } from './refusals.js';
import { buildOf, commandsOf } from './spec.js';

/**
 * Everything that must be true for a project to be deployed.
 *
 * @param overwritten files of the project that were, or will be, overwritten: what they said is no longer a problem
 */
export function requirementsFor(
  { template, detected, context, conclusion }: Pick<Onboarding, 'template' | 'detected' | 'context' | 'conclusion'>,
  overwritten: readonly string[],
): Requirement[] {
  // What was written is read again, so that nothing is said about what was there before.
  const tree = overwritten.length > 0 ? withFresh(context.tree, overwritten) : context.tree;
  const all = requirementsOf({ ...context, tree, template, detected, conclusion });
  return all.filter(({ kind, evidence: [place] }) => kind !== 'existing' || !overwritten.includes(place?.path ?? ''));
}

/** A project as it was, but for the files that were written since. */
function withFresh(tree: Tree, written: readonly string[]): Tree {
  const now = openProject(tree.root);
  return { ...tree, text: (path) => (written.includes(path) ? now.text(path) : tree.text(path)) };
}

/** What we can say about a project without asking anyone. */
export function requirementsAtFirst(looking: OnboardInput, examined: Examined): Requirement[] {
  const { catalog, line } = looking;
  const { detected, context } = examined;
  const template = catalog.templates.find(({ id }) => id === detected.template);
  const commands = commandsOf(line);
  if (!template?.onboard) {
    const isCertain = detected.kind?.settled === true;
    const { headline, fix } = (
      template ? unsupported(looking, detected, template.language) : templateUnknown(inPlace(looking), detected)
    ).problem;
    const evidence = detected.kind?.evidence.slice(0, 1) ?? [];
    return [
      missing('kind', 'build', { headline, evidence, ...(isCertain ? {} : { fix }) }),
      ...ruled(context, context.common.requirements),
    ];
  }
  const conclusion = concluded(template, examined, commands, line.given, buildOf(line));
  const known = requirementsFor({ template, detected, context, conclusion }, []);
  if (isStartKnown(detected, commands)) return known;
  const { headline, fix } = startUnknown(inPlace(looking), examined).problem;
  return [missing('start', 'boot', { headline, fix, process: 'web' }), ...known];
}
