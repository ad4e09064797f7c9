import { resolve } from 'node:path';
import { ownPackage } from '../core/catalog/roots.js';
import { exitCodes, UserError } from '../core/errors.js';
import { decide } from '../core/face/conflicts.js';
import { Door } from '../core/face/door.js';
import { planText, reportJson, type Result } from '../core/face/report.js';
import { marked } from '../core/face/sides.js';
import { updateFlagsOf, updateGrammar, type UpdateFlags } from '../core/face/update/grammar.js';
import { helpText } from '../core/face/update/help.js';
import { prepare, type Prepared } from '../core/face/update/prepare.js';
import { news, updateNext, updateText } from '../core/face/update/report.js';
import { apply } from '../core/plan/apply.js';
import { openProject } from '../core/project/project.js';
import { stage } from '../core/tools/git.js';

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
      const { directory, changes } = this.#planned.report;
      const { flags, interactive } = this;
      if (flags.dryRun) return;
      const mayAsk = interactive && flags.favour === undefined;
      const otherwise = flags.favour === 'theirs' ? 'overwrite' : mayAsk ? 'ask' : 'keep';
      const { writes, kept } = await decide(directory, changes, otherwise, this.env.adapter);
      await apply(directory, writes);
      const pathsOf = (...kinds: readonly string[]): string[] =>
        writes.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path);
      // Nix sees only what git tracks; changes to what it tracks are the user's to stage.
      const created = pathsOf('create');
      const git = created.length > 0 ? await stage(directory, created) : { kind: 'skipped' as const };
      const written = pathsOf('create', 'update', 'merge', 'conflict');
      this.#result = { written, deleted: pathsOf('delete'), kept, git, missing: [] };
    });
  }

  /** Tells what was done, or what would be. */
  async end(): Promise<void> {
    await this.stage(async () => {
      const { report, former } = this.#planned;
      const result = this.#result;
      const whole = { ...report, ...(result ? { result } : {}) };
      if (this.flags.json) process.stdout.write(reportJson(whole, ownPackage, updateNext(report.directory)));
      else if (result) process.stdout.write(updateText({ ...report, result }, former, news(this.catalog, former)));
      else process.stdout.write(`${planText(report)}\n`);
      if (result && marked(report.changes).length > 0) process.exitCode = exitCodes.refused;
      return Promise.resolve();
    });
  }

  get flags(): UpdateFlags {
    return updateFlagsOf(this.line);
  }

  get #planned(): Prepared {
    if (!this.#prepared)
      throw new UserError({ headline: 'Nothing was planned', detail: 'An earlier stage failed.', fix: 'see above' });
    return this.#prepared;
  }
}
