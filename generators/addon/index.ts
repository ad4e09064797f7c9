import { resolve } from 'node:path';
import { ownPackage } from '../core/catalog/roots.js';
import { addonFlagsOf, addonGrammar, type AddonFlags } from '../core/face/addon/grammar.js';
import { helpText } from '../core/face/addon/help.js';
import { prepare, presentOf, type Changing, type Prepared } from '../core/face/addon/prepare.js';
import { addonNext, addonText, listJson, listText, withResult } from '../core/face/addon/report.js';
import { carryOut } from '../core/face/carry-out.js';
import { Door, made } from '../core/face/door.js';
import { exitCodeOf } from '../core/face/git-report.js';
import { planText, reportJson, type Result } from '../core/face/report.js';
import { openProject } from '../core/project/project.js';

/** `yo heroku-nix:addon <add-on>…`: gives an app a database, a worker and the like, or takes them off again. */
export default class AddonDoor extends Door {
  protected override readonly grammar = addonGrammar;
  protected override readonly helpText = helpText;
  #prepared: Prepared | undefined;
  #result: Result | undefined;

  /** What the present answers give, what stands there, and what the next ones give become a plan. */
  async prompting(): Promise<void> {
    await this.stage(async () => {
      const { catalog, flags, changing } = this;
      if (!flags.list) {
        this.#prepared = await prepare(changing);
        return;
      }
      const { answers } = await presentOf(changing);
      const { root } = changing.project;
      process.stdout.write(flags.json ? listJson(catalog, root, answers, ownPackage) : listText(catalog, answers));
    });
  }

  /** The plan becomes files: all of them, or none; the records last. */
  async writing(): Promise<void> {
    await this.stage(async () => {
      if (this.flags.dryRun || this.flags.list) return;
      const { directory, changes } = made(this.#prepared).report;
      const otherwise = this.interactive ? 'ask' : 'keep';
      this.#result = await carryOut(directory, changes, { otherwise, stage: 'new', adapter: this.env.adapter });
    });
  }

  /** Tells what was done, or what would be. */
  async end(): Promise<void> {
    await this.stage(async () => {
      if (this.flags.list) return Promise.resolve();
      const { catalog } = this;
      const prepared = made(this.#prepared);
      const { report } = prepared;
      const result = this.#result;
      if (this.flags.json)
        process.stdout.write(reportJson(withResult(report, result), ownPackage, addonNext(catalog, prepared, result)));
      else process.stdout.write(result ? addonText(catalog, prepared, result) : `${planText(report)}\n`);
      if (result) process.exitCode ??= exitCodeOf(report.changes, result);
      return Promise.resolve();
    });
  }

  get flags(): AddonFlags {
    return addonFlagsOf(this.line);
  }

  get changing(): Changing {
    const { catalog, flags, program } = this;
    return { catalog, flags, program, project: openProject(resolve(this.env.cwd, flags.directory)) };
  }
}
