import { resolve } from 'node:path';
import { ownPackage } from '../../catalog/paths.js';
import { openProject } from '../../project/project.js';
import { carryOut } from '../carry-out.js';
import { mayAsk, type Command, type Finish, type Session } from '../command.js';
import { exitCodeOf } from '../git-report.js';
import { commandsOf } from '../next.js';
import { planText } from '../report.js';
import { reportJson } from '../report-json.js';
import { prepareAddons, presentOf } from './prepare.js';
import { addonNext, addonText, listJson, listText } from './report.js';
import { addonFlags, spec } from './spec.js';

/** Plans from what the current answers give, what is there, and what the next ones give. */
async function prepare(session: Session): Promise<Finish> {
  const { catalog, line, cwd, program, terminal } = session;
  const flags = addonFlags(line);
  const project = openProject(resolve(cwd, flags.directory));
  const changing = { catalog, flags, program, project };
  if (flags.list) {
    const { answers } = await presentOf(changing);
    const text = flags.json ? listJson(catalog, project.root, answers, ownPackage) : listText(catalog, answers);
    return () => {
      terminal.print(text);
      return Promise.resolve(0);
    };
  }

  const prepared = await prepareAddons(changing);
  const { report } = prepared;
  return async () => {
    if (flags.dryRun) {
      terminal.print(flags.json ? reportJson(report, ownPackage) : `${planText(report)}\n`);
      return 0;
    }
    const result = await carryOut(report.directory, report.changes, {
      onConflict: flags.force ? 'overwrite' : mayAsk(session) ? 'ask' : 'keep',
      stage: flags.skipGit ? 'none' : 'new',
      terminal,
    });
    terminal.print(
      flags.json
        ? reportJson({ ...report, result }, ownPackage, commandsOf(addonNext(catalog, prepared, result)))
        : addonText(catalog, prepared, result),
    );
    return exitCodeOf(report.changes, result);
  };
}

export const command: Command = { spec, prepare };
