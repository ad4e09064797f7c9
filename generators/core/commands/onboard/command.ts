import { resolve } from 'node:path';
import { ownPackage } from '../../catalog/paths.js';
import { carryOut } from '../carry-out.js';
import { mayAsk, type Command, type Finish, type Session } from '../command.js';
import { settleBefore } from '../cut-off.js';
import { exitCodeOf } from '../git-report.js';
import { endingText, planText } from '../report.js';
import type { Report } from '../result.js';
import { commandFor } from '../../terminal/program.js';
import { writingFlags } from '../writing.js';
import { onboardJson } from './data.js';
import { explanation, leftText } from './explain.js';
import { firstLook, type OnboardInput } from './look.js';
import { findingsAtFirst, findingsFor, onboarding } from './onboarding.js';
import { spec } from './spec.js';

/** The project, flags, prompts and defaults become answers; answers become a plan. What is there stays, unless the user agrees. */
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
  const print = (report: Report, text: string, written: readonly string[]): void => {
    const findings = findingsFor(catalog, planned, written);
    terminal.print(
      flags.json ? onboardJson(planned.detected, findings, report, ownPackage) : text + leftText(findings),
    );
  };
  return async () => {
    const { report, isFirst } = planned;
    if (flags.dryRun) {
      print(report, `${planText(report)}\n`, []);
      return 0;
    }
    const result = await carryOut(report.directory, report.changes, {
      onConflict: flags.force ? 'overwrite' : interactive ? 'ask' : 'keep',
      stage: flags.skipGit ? 'none' : isFirst ? 'all' : 'new',
      terminal,
    });
    print({ ...report, result }, endingText({ ...report, result }), result.written);
    return exitCodeOf(report.changes, result);
  };
}

export const command: Command = { spec, prepare };
