import { resolve } from 'node:path';
import { ownPackage } from '../../catalog/paths.js';
import type { Finding } from '../../model/detection.js';
import { carryOut } from '../carry-out.js';
import { mayAsk, type Command, type Finish, type Session } from '../command.js';
import { settleBefore } from '../cut-off.js';
import { exitCodeOf } from '../git-report.js';
import { commandsOf, nextAfter } from '../next.js';
import { endingText, planText } from '../report.js';
import { commandFor } from '../../terminal/program.js';
import { writingFlags } from '../writing.js';
import { onboardJson } from './data.js';
import { explanation, leftLines, leftText } from './explain.js';
import { agreed } from './found.js';
import { keptFindings } from './kept.js';
import { firstLook, type OnboardInput } from './look.js';
import { findingsAtFirst, findingsFor, onboarding } from './onboarding.js';
import { spec } from './spec.js';

/** The project, flags, prompts and defaults become answers, then a plan. Existing files stay unless the user agrees. */
async function prepare(session: Session): Promise<Finish> {
  const { catalog, line, cwd, terminal } = session;
  const flags = writingFlags(line, line.args[0]);
  const interactive = mayAsk(session);
  const root = resolve(cwd, flags.directory, line.values.root ?? '.');
  const command = commandFor(session.program, 'onboard');
  const input: OnboardInput = { catalog, line, flags, root, interactive, command, terminal };
  const explain = line.switches.has('explain');
  const earlier = explain ? [] : await settleBefore(root, flags);
  const detected = firstLook(input);
  if (explain && !flags.json) terminal.print(explanation(catalog, detected));
  if (explain && !flags.dryRun)
    return () => {
      const findings = findingsAtFirst(catalog, input, detected);
      terminal.print(flags.json ? onboardJson(detected, findings, undefined, ownPackage) : leftText(findings));
      return Promise.resolve(0);
    };

  const planned = await onboarding(input, detected, earlier);
  const findings = (written: readonly string[]): Finding[] => findingsFor(catalog, planned, written);
  return async () => {
    const { report, isFirst } = planned;
    if (flags.dryRun) {
      terminal.print(
        flags.json
          ? onboardJson(planned.detected, findings([]), report, ownPackage)
          : `${planText(report)}\n${leftText(findings([]))}`,
      );
      return 0;
    }
    if (interactive) await agreed(terminal, report);
    const result = await carryOut(report.directory, report.changes, {
      onConflict: flags.force ? 'overwrite' : interactive ? 'ask' : 'keep',
      stage: flags.skipGit ? 'none' : isFirst ? 'all' : 'new',
      terminal,
    });
    const done = { ...report, result };
    const left = [...findings(result.written), ...keptFindings(report.changes, result.kept)];
    const next = nextAfter(done, { plain: [], isFirst, isBlocked: left.some(({ blocks }) => blocks) });
    terminal.print(
      flags.json
        ? onboardJson(planned.detected, left, done, ownPackage, commandsOf(next))
        : endingText(done, next, leftLines(left)),
    );
    return exitCodeOf(report.changes, result);
  };
}

export const command: Command = { spec, prepare };
