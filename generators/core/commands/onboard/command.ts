import { ownPackage } from '../../catalog/paths.js';
import { UserError } from '../../model/errors.js';
import type { Requirement } from '../../model/readiness.js';
import type { Examined } from '../../project/detect.js';
import { verdictOf } from '../../project/verdict.js';
import { carryOut } from '../carry-out.js';
import { mayAsk, type Command, type Finish, type Session } from '../command.js';
import { settleBefore } from '../cut-off.js';
import { exitCodeOf } from '../git-report.js';
import { commandsOf, nextAfter } from '../next.js';
import { endingText, planText } from '../report.js';
import { style } from '../../terminal/style.js';
import { commandFor } from '../../terminal/program.js';
import { writingFlags } from '../writing.js';
import { onboardJson, readinessData } from './data.js';
import { explanation } from './explain.js';
import { foundText } from './found.js';
import { keptRequirements } from './kept.js';
import { firstLook, rootOf, type OnboardInput } from './look.js';
import { onboarding } from './onboarding.js';
import { requirementsAtFirst, requirementsFor } from './required.js';
import { reviewed } from './review.js';
import { secretsIn } from './secrets.js';
import { spec } from './spec.js';
import { verdictLines, verdictText } from './verdict-text.js';

/** The project, flags, prompts and defaults become answers, then a plan. Existing files stay unless the user agrees. */
async function prepare(session: Session): Promise<Finish> {
  const { catalog, line, cwd, terminal } = session;
  const flags = writingFlags(line, line.args[0]);
  const interactive = mayAsk(session);
  const root = rootOf({ cwd, flags, line });
  const command = commandFor(session.program, 'onboard');
  const input: OnboardInput = { catalog, line, flags, cwd, root, interactive, command, terminal };
  const [explain, check] = [line.switches.has('explain'), line.switches.has('check')];
  const earlier = explain || check ? [] : await settleBefore(root, flags);
  const examined = firstLook(input);
  if (explain && !flags.json) terminal.print(explanation(catalog, examined.detected));
  if (check || (explain && !flags.dryRun)) return () => Promise.resolve(judged(session, input, examined, check));

  const first = await onboarding(input, examined, earlier).catch((error: unknown) => {
    throw withReadiness(error, input, examined);
  });
  if (interactive && flags.dryRun) terminal.print(foundText(first));
  const planned = interactive && !flags.dryRun ? await reviewed(first) : first;
  const { report, isFirst, detected } = planned;
  return async () => {
    if (flags.dryRun) {
      const requirements = requirementsFor(planned, []);
      terminal.print(
        flags.json
          ? onboardJson(detected, requirements, report, ownPackage)
          : `${planText(report)}${verdictText(verdictOf(requirements))}`,
      );
      return 0;
    }
    const result = await carryOut(report.directory, report.changes, {
      onConflict: flags.force ? 'overwrite' : interactive ? 'ask' : 'keep',
      stage: flags.skipGit ? 'none' : isFirst ? 'all' : 'new',
      terminal,
    });
    const done = { ...report, result };
    const requirements: readonly Requirement[] = [
      ...requirementsFor(planned, result.written),
      ...keptRequirements(report.changes, result.kept),
    ];
    const verdict = verdictOf(requirements);
    const secrets = secretsIn(planned.context.tree);
    const isBlocked = verdict.blockers.length > 0;
    const hasMore = verdict.checks.length + verdict.later.length > 0;
    const next = nextAfter(done, { plain: [], isFirst, isBlocked, hasMore, secrets });
    terminal.print(
      flags.json
        ? onboardJson(detected, requirements, done, ownPackage, commandsOf(next))
        : endingText(done, next, verdictLines(verdict)),
    );
    return exitCodeOf(report.changes, result);
  };
}

/** A refusal with what is known all the same. */
function withReadiness(error: unknown, input: OnboardInput, examined: Examined): unknown {
  if (error instanceof UserError) error.data = readinessData(examined.detected, requirementsAtFirst(input, examined));
  return error;
}

/**
 * Tells what is known about a project, without writing.
 *
 * @param check whether the exit code tells the verdict
 */
function judged({ line, terminal }: Session, input: OnboardInput, examined: Examined, check: boolean): 0 | 1 {
  const requirements = requirementsAtFirst(input, examined);
  const verdict = verdictOf(requirements);
  const isJson = line.switches.has('json');
  const question = line.switches.has('explain') ? style.bold('What stands in the way?') : '';
  terminal.print(
    isJson ? onboardJson(examined.detected, requirements, undefined, ownPackage) : `${question}${verdictText(verdict)}`,
  );
  return check && verdict.is !== 'ready' ? 1 : 0;
}

export const command: Command = { spec, prepare };
