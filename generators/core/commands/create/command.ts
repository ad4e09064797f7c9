import { resolve } from 'node:path';
import { titleFromName } from '../../answers/title.js';
import { warningsAbout } from '../../answers/warnings.js';
import { ownPackage } from '../../catalog/paths.js';
import { storedPath } from '../../model/records.js';
import { plan } from '../../plan/plan.js';
import { openProject } from '../../project/project.js';
import { entriesAt, repositoryOf } from '../../render/repository.js';
import { sameCommand } from '../../terminal/program.js';
import { answersFor } from '../ask.js';
import { backgroundOf } from '../background.js';
import { carryOut } from '../carry-out.js';
import { mayAsk, type Command, type Finish, type Session } from '../command.js';
import { settleBefore } from '../cut-off.js';
import { exitCodeOf } from '../git-report.js';
import { endingText, planText, reportJson } from '../report.js';
import type { Report } from '../result.js';
import { writingFlags } from '../writing.js';
import { spec } from './spec.js';

/** Flags, prompts and defaults become answers; answers become a plan; the plan becomes files: all of them, or none. */
async function prepare(session: Session): Promise<Finish> {
  const { catalog, line, cwd, program, terminal } = session;
  const flags = writingFlags(line, line.args[0]);
  const interactive = mayAsk(session);
  const project = openProject(resolve(cwd, flags.directory));
  const settled = await settleBefore(project.root, flags);
  const background = await backgroundOf(catalog, project);
  const asking = { catalog, terminal, background, interactive, program, directory: flags.directory };
  const answers = await answersFor({ ...asking, given: line.given, yes: flags.yes });
  const next = await repositoryOf(catalog, answers, await project.text(storedPath));
  const report: Report = {
    directory: project.root,
    answers,
    changes: plan(await entriesAt(project, next.keys()), next),
    notes: [...settled, ...background.dropped, ...warningsAbout(catalog, answers)],
    again: sameCommand(program, flags.directory, answers, answers.title === titleFromName(answers.name)),
  };

  return async () => {
    if (flags.dryRun) {
      terminal.print(flags.json ? reportJson(report, ownPackage) : `${planText(report)}\n`);
      return 0;
    }
    const result = await carryOut(report.directory, report.changes, {
      onConflict: flags.force ? 'overwrite' : interactive ? 'ask' : 'refuse',
      stage: flags.skipGit ? 'none' : 'all',
      init: true,
      terminal,
    });
    terminal.print(flags.json ? reportJson({ ...report, result }, ownPackage) : endingText({ ...report, result }));
    return exitCodeOf(report.changes, result);
  };
}

export const command: Command = { spec, prepare };
