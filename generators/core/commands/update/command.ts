import { resolve } from 'node:path';
import { ownPackage } from '../../catalog/paths.js';
import { openProject } from '../../project/project.js';
import { carryOut } from '../carry-out.js';
import { mayAsk, type Command, type Finish, type Session } from '../command.js';
import { exitCodeOf } from '../git-report.js';
import { commandsOf } from '../next.js';
import { planText } from '../report.js';
import { reportJson } from '../report-json.js';
import { prepareUpdate } from './prepare.js';
import { news, updateNext, updateText } from './report.js';
import { spec, updateFlags } from './spec.js';

async function prepare(session: Session): Promise<Finish> {
  const { catalog, line, cwd, program, terminal } = session;
  const flags = updateFlags(line);
  const interactive = mayAsk(session);
  const project = openProject(resolve(cwd, flags.directory));
  const prepared = await prepareUpdate({ catalog, project, flags, interactive, program, terminal });
  const { report, previous } = prepared;

  return async () => {
    if (flags.dryRun) {
      terminal.print(flags.json ? reportJson(report, ownPackage) : `${planText(report)}\n`);
      return 0;
    }
    const overwrites = flags.prefer === 'theirs' || flags.force;
    const result = await carryOut(report.directory, report.changes, {
      onConflict: overwrites ? 'overwrite' : interactive && flags.prefer === undefined ? 'ask' : 'keep',
      stage: flags.skipGit ? 'none' : 'new',
      terminal,
    });
    terminal.print(
      flags.json
        ? reportJson({ ...report, result }, ownPackage, commandsOf(updateNext({ ...report, result }, prepared)))
        : updateText({ ...report, result }, prepared, news(catalog, previous), flags.prefer),
    );
    return exitCodeOf(report.changes, result);
  };
}

export const command: Command = { spec, prepare };
