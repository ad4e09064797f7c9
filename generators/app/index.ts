import { resolve } from 'node:path';
import { titleFromName } from '../core/answers/title.js';
import { warningsAbout } from '../core/answers/warnings.js';
import { ownPackage } from '../core/catalog/roots.js';
import { exitCodes, UserError } from '../core/errors.js';
import { backgroundOf } from '../core/face/background.js';
import { decide } from '../core/face/conflicts.js';
import { Door } from '../core/face/door.js';
import { createGrammar, flagsOf, type Flags } from '../core/face/flags.js';
import { helpText } from '../core/face/help.js';
import { answersFor, sameCommand } from '../core/face/prompts.js';
import { endingText, neededPrograms, planText, reportJson, type Report, type Result } from '../core/face/report.js';
import { entriesAt, repositoryOf } from '../core/face/repository.js';
import { apply } from '../core/plan/apply.js';
import { plan } from '../core/plan/plan.js';
import { openProject } from '../core/project/project.js';
import { prepareAside } from '../core/render/aside.js';
import { storedPath } from '../core/records.js';
import { stage } from '../core/tools/git.js';
import { isInstalled } from '../core/tools/programs.js';

/** `yo heroku-nix [directory]`: writes a repository that is ready to deploy. */
export default class Create extends Door {
  protected override readonly grammar = createGrammar;
  protected override readonly helpText = helpText;
  #report: Report | undefined;
  #result: Result | undefined;

  /** Flags, prompts and defaults become answers; answers become a plan. */
  async prompting(): Promise<void> {
    await this.stage(async () => {
      const { catalog, flags, interactive, program } = this;
      const project = openProject(resolve(this.env.cwd, flags.directory));
      if (interactive) prepareAside();
      const background = await backgroundOf(catalog, project);
      const prompt = this.prompt.bind(this);
      const answers = await answersFor({ catalog, flags, background, interactive, program, prompt });

      const next = await repositoryOf(answers, await project.text(storedPath));
      this.#report = {
        directory: project.root,
        answers,
        changes: plan(await entriesAt(project, next.keys()), next),
        notes: [...background.dropped, ...warningsAbout(catalog, answers)],
        again: sameCommand(program, flags.directory, answers, answers.title === titleFromName(answers.name)),
      };
    });
  }

  /** The plan becomes files: all of them, or none. */
  async writing(): Promise<void> {
    await this.stage(async () => {
      const { directory, changes } = this.#planned;
      if (this.flags.dryRun) return;
      const { interactive, flags } = this;
      const otherwise = flags.force ? 'overwrite' : interactive ? 'ask' : 'refuse';
      const { writes, kept } = await decide(directory, changes, otherwise, this.env.adapter);
      await apply(directory, writes);
      const settled = changes.map(({ path }) => path).filter((path) => !kept.includes(path));
      const git = flags.skipGit ? { kind: 'skipped' as const } : await stage(directory, settled);
      const missing = neededPrograms.filter((program) => !isInstalled(program));
      this.#result = { written: writes.map(({ path }) => path), deleted: [], kept, git, missing };
    });
  }

  /** Tells what was done, or what would be. */
  async end(): Promise<void> {
    await this.stage(async () => {
      const report = this.#planned;
      const result = this.#result;
      if (this.flags.json) process.stdout.write(reportJson({ ...report, ...(result ? { result } : {}) }, ownPackage));
      else process.stdout.write(result ? endingText({ ...report, result }) : `${planText(report)}\n`);
      if (result?.git.kind === 'failed' && result.git.passing) process.exitCode = exitCodes.passing;
      return Promise.resolve();
    });
  }

  get flags(): Flags {
    return flagsOf(this.line);
  }

  get #planned(): Report {
    if (!this.#report)
      throw new UserError({ headline: 'Nothing was planned', detail: 'An earlier stage failed.', fix: 'see above' });
    return this.#report;
  }
}
