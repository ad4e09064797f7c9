import { resolve } from 'node:path';
import { ownPackage } from '../core/catalog/roots.js';
import { carryOut } from '../core/face/carry-out.js';
import { settleBefore } from '../core/face/cut-off.js';
import { Door } from '../core/face/door.js';
import { exitCodeOf } from '../core/face/git-report.js';
import { flagsOf } from '../core/face/flags.js';
import { onboardJson } from '../core/face/onboard/data.js';
import { explanation, leftText } from '../core/face/onboard/explain.js';
import { helpText } from '../core/face/onboard/help.js';
import { firstLook, type Looking } from '../core/face/onboard/look.js';
import { findingsAtFirst, findingsFor, onboarding, type Onboarding } from '../core/face/onboard/onboarding.js';
import { onboardGrammar } from '../core/face/onboard/request.js';
import { doorCommand } from '../core/face/program.js';
import { endingText, planText, type Result } from '../core/face/report.js';

/** `yo heroku-nix:onboard [directory]`: brings a project that exists onto Nix and Heroku. */
export default class Onboard extends Door {
  protected override readonly grammar = onboardGrammar;
  protected override readonly helpText = helpText;
  #planned: Onboarding | undefined;
  #result: Result | undefined;

  /** The project, flags, prompts and defaults become answers; answers become a plan. */
  async prompting(): Promise<void> {
    await this.stage(async () => {
      const { catalog, line, looking } = this;
      const json = line.switches.has('json');
      const explain = line.switches.has('explain');
      const { root } = looking;
      const earlier = explain ? [] : await settleBefore(root, flagsOf(line));
      const detected = firstLook(looking);
      if (explain && !json) process.stdout.write(explanation(catalog, detected));
      if (explain && !line.switches.has('dry-run')) {
        const findings = findingsAtFirst(catalog, looking, detected);
        process.stdout.write(json ? onboardJson(detected, findings, undefined, ownPackage) : leftText(findings));
      } else this.#planned = await onboarding(looking, detected, earlier);
    });
  }

  /** The plan becomes files: all of them, or none. What is there stays, unless the user agrees. */
  async writing(): Promise<void> {
    await this.stage(async () => {
      const { dryRun, force, skipGit } = flagsOf(this.line);
      if (!this.#planned || dryRun) return;
      const { report, isFirst } = this.#planned;
      this.#result = await carryOut(report.directory, report.changes, {
        otherwise: force ? 'overwrite' : this.interactive ? 'ask' : 'keep',
        stage: skipGit ? 'none' : isFirst ? 'all' : 'new',
        adapter: this.env.adapter,
      });
    });
  }

  /** Tells what was done, or what would be, and what is left to do. */
  async end(): Promise<void> {
    await this.stage(async () => {
      if (!this.#planned) return Promise.resolve();
      const { catalog, line } = this;
      const result = this.#result;
      const report = { ...this.#planned.report, ...(result ? { result } : {}) };
      const findings = findingsFor(catalog, this.#planned, result?.written ?? []);
      if (line.switches.has('json'))
        process.stdout.write(onboardJson(this.#planned.detected, findings, report, ownPackage));
      else
        process.stdout.write(
          (result ? endingText({ ...report, result }) : `${planText(report)}\n`) + leftText(findings),
        );
      if (result) process.exitCode ??= exitCodeOf(report.changes, result);
      return Promise.resolve();
    });
  }

  get looking(): Looking {
    const { catalog, line, interactive } = this;
    const root = resolve(this.env.cwd, flagsOf(line).directory, line.values.root ?? '.');
    const command = doorCommand(this.program, 'onboard');
    return { catalog, line, root, interactive, command, prompt: this.prompt.bind(this) };
  }
}
