import { resolve } from 'node:path';
import { titleFromName } from '../core/answers/title.js';
import { warningsAbout } from '../core/answers/warnings.js';
import { ownPackage } from '../core/catalog/roots.js';
import { backgroundOf } from '../core/face/background.js';
import { carryOut } from '../core/face/carry-out.js';
import { settleBefore } from '../core/face/cut-off.js';
import { Door, made } from '../core/face/door.js';
import { exitCodeOf } from '../core/face/git-report.js';
import { createGrammar, flagsOf, type Flags } from '../core/face/flags.js';
import { helpText } from '../core/face/help.js';
import { answersFor, sameCommand } from '../core/face/prompts.js';
import { endingText, planText, reportJson, type Report, type Result } from '../core/face/report.js';
import { entriesAt, repositoryOf } from '../core/face/repository.js';
import { plan } from '../core/plan/plan.js';
import { openProject } from '../core/project/project.js';
import { prepareAside } from '../core/render/aside.js';
import { storedPath } from '../core/records.js';

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
      const settled = await settleBefore(project.root, flags);
      const background = await backgroundOf(catalog, project);
      const prompt = this.prompt.bind(this);
      const answers = await answersFor({ catalog, flags, background, interactive, program, prompt });

      const next = await repositoryOf(answers, await project.text(storedPath));
      this.#report = {
        directory: project.root,
        answers,
        changes: plan(await entriesAt(project, next.keys()), next),
        notes: [...settled, ...background.dropped, ...warningsAbout(catalog, answers)],
        again: sameCommand(program, flags.directory, answers, answers.title === titleFromName(answers.name)),
      };
    });
  }

  /** The plan becomes files: all of them, or none. */
  async writing(): Promise<void> {
    await this.stage(async () => {
      const { dryRun, force, skipGit } = this.flags;
      if (dryRun) return;
      const { directory, changes } = made(this.#report);
      this.#result = await carryOut(directory, changes, {
        otherwise: force ? 'overwrite' : this.interactive ? 'ask' : 'refuse',
        stage: skipGit ? 'none' : 'all',
        init: true,
        adapter: this.env.adapter,
      });
    });
  }

  /** Tells what was done, or what would be. */
  async end(): Promise<void> {
    await this.stage(async () => {
      const report = made(this.#report);
      const result = this.#result;
      if (this.flags.json) process.stdout.write(reportJson({ ...report, ...(result ? { result } : {}) }, ownPackage));
      else process.stdout.write(result ? endingText({ ...report, result }) : `${planText(report)}\n`);
      if (result) process.exitCode ??= exitCodeOf(report.changes, result);
      return Promise.resolve();
    });
  }

  get flags(): Flags {
    return flagsOf(this.line);
  }
}
