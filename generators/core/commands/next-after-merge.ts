import type { Change } from '../model/change.js';
import { changeTo } from './change-directory.js';
import { pushCommand, targetOf, type Step } from './deploy-steps.js';
import type { Next } from './next.js';
import { pathspec } from './pathspec.js';
import type { Report, Result } from './result.js';

/** What the steps after a change to an app of ours depend on. */
export interface Merging {
  /** For the commit. */
  readonly message: string;
  /** Commands before and after the push for an app on Heroku; `-a` and its name are added. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** What the user types after a merge: review, check, commit and, if the app is on Heroku, deploy. */
export function nextAfterMerge(
  { directory, answers, changes, result }: Report & { readonly result: Result },
  { message, before = [], after = [] }: Merging,
): Next {
  const { checkout, missing } = result;
  const goes = changeTo(directory);
  const check = missing.includes('nix') ? [] : ['nix flake check'];
  // If git failed or is missing, there may still be a repository.
  const isInGit = checkout !== undefined || result.git.kind === 'failed' || result.git.kind === 'missing';
  if (!isInGit) return { heading: 'Next:', steps: asSteps(check.length > 0 ? [...goes, ...check] : []), notes: [] };
  const isNew = ({ kind, path }: Change): boolean => kind === 'create' && result.written.includes(path);
  const added = changes.filter((change) => isNew(change) && checkout?.unstaged.includes(change.path) !== false);
  const local = [
    ...goes,
    ...(added.length > 0 ? [`git add ${added.map(({ path }) => pathspec(path)).join(' ')}`] : []),
    ...(checkout?.commit === '' ? [] : ['git diff HEAD']),
    ...check,
    `git commit --all --message "${message}"`,
  ];
  if (!checkout) return { heading: 'Next:', steps: asSteps(local), notes: [] };
  const target = targetOf(checkout.remotes, answers.name);
  if (target.kind === 'app') {
    const on = (command: string): string => `${command} -a ${target.app}`;
    const steps = [...local, ...before.map(on), pushCommand(checkout, target.remote), ...after.map(on)];
    return { heading: 'Next:', steps: asSteps(steps), notes: [] };
  }
  if (target.kind === 'several') {
    const apps = target.apps.map(({ remote, app }) => `${remote} (${app})`).join(', ');
    return { heading: 'Next:', steps: asSteps(local), notes: [`Then push to the app you mean: ${apps}`] };
  }
  const on = (command: string): string => `${command} -a ${answers.name}`;
  const remotely = [...before.map(on), pushCommand(checkout, 'heroku'), ...after.map(on)];
  const isPlain = before.length + after.length === 0;
  return {
    heading: 'Next:',
    steps: asSteps(local),
    notes: isPlain
      ? []
      : [
          [
            `If the app is on Heroku already, as ${answers.name}:`,
            ...[`heroku git:remote -a ${answers.name}`, ...remotely].map((command) => `  ${command}`),
          ].join('\n'),
        ],
  };
}

const asSteps = (commands: readonly string[]): Step[] => commands.map((command) => ({ command }));
