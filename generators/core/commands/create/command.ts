import { resolve } from 'node:path';
import { titleFromName } from '../../answers/title.js';
import { warningsAbout } from '../../answers/warnings.js';
import { ownPackage } from '../../catalog/paths.js';
import { lockPath, storedPath } from '../../model/records.js';
import { shellWord } from '../../model/shell.js';
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
import { wordsOf } from '../given.js';
import { commandsOf, nextAfter } from '../next.js';
import { plainCommands } from '../plain.js';
import { commandAt } from '../previous.js';
import { endingText, planText } from '../report.js';
import { reportJson } from '../report-json.js';
import type { Report } from '../result.js';
import { folderNotes, withoutLostCi } from '../subfolder.js';
import { writingFlags } from '../writing.js';
import { spec } from './spec.js';

/** Flags, prompts and defaults become answers; answers become a plan; the plan becomes files: all, or none. */
async function prepare(session: Session): Promise<Finish> {
  const { catalog, line, cwd, program, terminal } = session;
  const flags = writingFlags(line, line.args[0]);
  const interactive = mayAsk(session);
  const project = openProject(resolve(cwd, flags.directory));
  const settled = await settleBefore(project.root, flags);
  const background = await backgroundOf(catalog, project);
  const { given, notes } = withoutLostCi(catalog, project.root, line.given, background.stored);
  const asking = { catalog, terminal, background, interactive, program, directory: flags.directory };
  const answers = await answersFor({ ...asking, given, yes: flags.yes });
  const next = await repositoryOf(catalog, answers, project.text(storedPath));
  const isFirst = project.text(lockPath) === undefined;
  const report: Report = {
    directory: project.root,
    answers,
    changes: plan(entriesAt(project, next.keys()), next),
    notes: [
      ...settled,
      ...notes,
      ...(isFirst ? folderNotes(catalog, project.root, answers, next) : []),
      ...background.dropped,
      ...warningsAbout(catalog, answers),
    ],
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
      instead: insteadOf(session, flags.directory, isFirst),
      terminal,
    });
    const done = { ...report, result };
    const next = nextAfter(done, { plain: plainCommands(catalog, answers), isFirst, isBlocked: false });
    terminal.print(flags.json ? reportJson(done, ownPackage, commandsOf(next)) : endingText(done, next));
    return exitCodeOf(report.changes, result);
  };
}

/** What keeps the user's files if creating would overwrite them. */
function insteadOf({ line: { given }, program }: Session, directory: string, isFirst: boolean): string {
  if (isFirst)
    return `${commandAt(program, 'onboard', directory)} for a project that's there already, or add --dry-run to see the differences`;
  const flags = wordsOf(given).filter((word) => !/^--(template|name|addons)=/.test(word));
  return `${[commandAt(program, 'update', directory), ...flags.map(shellWord)].join(' ')}, which merges your changes`;
}

export const command: Command = { spec, prepare };
