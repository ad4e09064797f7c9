import { resolve } from 'node:path';
import { ownPackage } from '../core/catalog/roots.js';
import { carryOut } from '../core/face/carry-out.js';
import { Door, made } from '../core/face/door.js';
import { exitCodeOf } from '../core/face/git-report.js';
import { planText, reportJson, type Result } from '../core/face/report.js';
import { updateFlagsOf, updateGrammar, type UpdateFlags } from '../core/face/update/grammar.js';
import { helpText } from '../core/face/update/help.js';
import { prepare, type Prepared } from '../core/face/update/prepare.js';
import { news, updateNext, updateText } from '../core/face/update/report.js';
import { openProject } from '../core/project/project.js';

/** `yo heroku-nix:update [directory]`: brings a repository that we wrote up to today's templates. */
export default class Update extends Door {
  protected override readonly grammar = updateGrammar;
  protected override readonly helpText = helpText;
  #prepared: Prepared | undefined;
  #result: Result | undefined;

  /** What was written last time, what stands there, and what would be written now become a plan. */
  async prompting(): Promise<void> {
    await this.stage(async () => {
      const { catalog, flags, interactive, program } = this;
      const project = openProject(resolve(this.env.cwd, flags.directory));
      const prompt = this.prompt.bind(this);
      this.#prepared = await prepare({ catalog, project, flags, interactive, program, prompt });
    });
  }

  /** The plan becomes files; the lock last. */
  async writing(): Promise<void> {
    await this.stage(async () => {
      const { dryRun, favour } = this.flags;
      if (dryRun) return;
      const { directory, changes } = made(this.#prepared).report;
      const mayAsk = this.interactive && favour === undefined;
      this.#result = await carryOut(directory, changes, {
        otherwise: favour === 'theirs' ? 'overwrite' : mayAsk ? 'ask' : 'keep',
        stage: 'new',
        adapter: this.env.adapter,
      });
    });
  }

  /** Tells what was done, or what would be. */
  async end(): Promise<void> {
    await this.stage(async () => {
      const { report, former } = made(this.#prepared);
      const result = this.#result;
      const whole = { ...report, ...(result ? { result } : {}) };
      if (this.flags.json) process.stdout.write(reportJson(whole, ownPackage, updateNext(report, result)));
      else if (result) process.stdout.write(updateText({ ...report, result }, former, news(this.catalog, former)));
      else process.stdout.write(`${planText(report)}\n`);
      if (result) process.exitCode ??= exitCodeOf(report.changes, result);
      return Promise.resolve();
    });
  }

  get flags(): UpdateFlags {
    return updateFlagsOf(this.line);
  }
}
