import { isOutside } from '../model/outside.js';
import { shellWord } from '../model/shell.js';
import type { Checkout, GitOutcome } from '../tools/git.js';
import { changeTo } from './change-directory.js';
import { deploySteps, type Step } from './deploy-steps.js';
import { pathspec } from './pathspec.js';
import type { Report, Result } from './result.js';

/** The commands left to type, under a heading. */
export interface Next {
  readonly heading: string;
  readonly steps: readonly Step[];
  readonly notes: readonly string[];
  /** Set if something else is left to do. */
  readonly hasMore?: boolean;
}

/** Only the commands, for programs. */
export const commandsOf = ({ steps }: Next): string[] => steps.map(({ command }) => command);

/** What the steps after creating or onboarding depend on, besides the report. */
export interface Situation {
  /** How the app starts without Nix. */
  readonly plain: readonly string[];
  /** Whether nothing was written here before. */
  readonly isFirst: boolean;
  /** Whether something keeps the app from being built or started. */
  readonly isBlocked: boolean;
  /** Whether anything else is left to do. */
  readonly hasMore?: boolean;
  /** Names of files that hold secrets and that git doesn't ignore. */
  readonly secrets?: readonly string[];
}

/** What the user types next, from the current directory: only the steps left, which work as printed. */
export function nextAfter(report: Report & { readonly result: Result }, situation: Situation): Next {
  const { directory, answers, result, again } = report;
  if (situation.isBlocked)
    return {
      heading: 'Then:',
      steps: [{ command: again, note: 'It says what is left, and how to deploy.' }],
      notes: [],
      hasMore: true,
    };
  const { checkout, git } = result;
  const isOnboarded = answers.project !== undefined;
  const adding = addSteps(git, checkout, situation.secrets);
  const commits = adding.length > 0 || checkout?.hasStaged === true;
  const message = isOnboarded
    ? 'Build with Nix, for Heroku'
    : (checkout?.commit ?? '') === ''
      ? 'First commit'
      : `Add ${answers.name}`;
  const { isFirst } = situation;
  const deploy = deploySteps({ checkout, name: answers.name, isFirst, commits, isOnboarded });
  const isNew = result.written.length > 0;
  const last = [...adding, ...(commits ? [`git commit -m ${quoted(message)}`] : []), ...deploy.steps];
  const steps = [
    ...(isNew ? runSteps(report, situation.plain) : []),
    ...(last.length > 0 ? [{ command: last.join(' && '), ...(deploy.note ? { note: deploy.note } : {}) }] : []),
  ];
  const isOpen = isNew || commits || deploy.steps.every((command) => !command.startsWith('heroku create'));
  return {
    heading: isOpen ? 'Next:' : "If it's not on Heroku yet:",
    steps: steps.length > 0 ? [...changeTo(directory).map((command) => ({ command })), ...steps] : [],
    notes: last.length === 0 && deploy.note ? [deploy.note] : [],
    ...(situation.hasMore ? { hasMore: true } : {}),
  };
}

const quoted = (message: string): string => `"${message}"`;

/** How to see the app run on the user's own machine. */
function runSteps({ answers, result }: Report, plain: readonly string[]): Step[] {
  if (!result?.missing.includes('nix'))
    return [
      ...(answers.addons.length > 0 && !answers.project
        ? [{ command: 'nix run .#services', note: 'Keep it running, and go on in another terminal.' }]
        : []),
      { command: 'nix develop' },
      { command: 'nix run' },
    ];
  if (answers.project) return [];
  return plain.map((command, index) =>
    index === plain.length - 1 && answers.addons.length > 0
      ? { command, note: 'It needs the servers of its add-ons: README.md says which variables name them.' }
      : { command },
  );
}

/** More files than this are not listed one by one. */
const most = 6;

/** Commands that add files to git if we didn't, and never secrets. An existing repository isn't created again. */
function addSteps(git: GitOutcome, checkout: Checkout | undefined, secrets: readonly string[] = []): string[] {
  const but = secrets.map((name) => ` ${shellWord(`:!*${name}`)}`).join('');
  if (!checkout) return git.kind === 'failed' ? [`git add -A${but}`] : ['git init -b main', `git add -A${but}`];
  const { unstaged, prefix } = checkout;
  if (unstaged.length === 0) return [];
  const listed = (paths: readonly string[]): string => paths.map((path) => ` ${pathspec(path)}`).join('');
  if (unstaged.length > most)
    return [`${prefix === '' ? 'git add -A' : `git add .${listed(unstaged.filter(isOutside))}`}${but}`];
  return [`git add${listed(unstaged)}`];
}
