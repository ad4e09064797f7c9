import { shellDirectory } from '../model/shell.js';
import type { Checkout } from '../tools/git.js';

/** The stack of buildpacks that every app may use (https://devcenter.heroku.com/articles/stack). */
const buildpackStack = 'heroku-24';

/** A command to type next. */
export interface Step {
  readonly command: string;
  /** What a person should know about it. */
  readonly note?: string;
}

/** Where a push goes. */
export type Target =
  /** An app that's there already. */
  | { readonly kind: 'app'; readonly app: string; readonly remote: string }
  /** An app that's still to be created. */
  | { readonly kind: 'new'; readonly remote: string }
  /** Only the user can tell which one is meant. */
  | { readonly kind: 'several'; readonly apps: readonly { readonly app: string; readonly remote: string }[] };

/**
 * Finds the app that a repository is deployed to. A command must never act on another one.
 *
 * @param name the app's name in the answers, which chooses between several
 */
export function targetOf(remotes: Checkout['remotes'], name: string): Target {
  const apps = remotes.flatMap(({ name: remote, app }) => (app === undefined ? [] : [{ remote, app }]));
  const usual = apps.find(({ remote }) => remote === 'heroku') ?? (apps.length === 1 ? apps[0] : undefined);
  const own = apps.find(({ app }) => app === name) ?? usual;
  if (own) return { kind: 'app', ...own };
  if (apps.length > 1) return { kind: 'several', apps };
  // The Heroku CLI doesn't change a remote that is there.
  return { kind: 'new', remote: remotes.some((remote) => remote.name === 'heroku') ? `heroku-${name}` : 'heroku' };
}

/** The branch that Heroku builds: main, or master if only that one was pushed so far. */
const builtBranch = ({ pushed }: Checkout, remote: string): string =>
  pushed.has(`${remote}/master`) && !pushed.has(`${remote}/main`) ? 'master' : 'main';

/** Heroku looks for heroku.yml at the root of what is pushed. */
export function pushCommand(checkout: Checkout | undefined, remote: string): string {
  if (!checkout) return `git push ${remote} main`;
  const branch = builtBranch(checkout, remote);
  if (checkout.prefix !== '')
    return `git -C "$(git rev-parse --show-toplevel)" subtree push --prefix ${shellDirectory(checkout.prefix.replace(/\/$/, ''))} ${remote} ${branch}`;
  return `git push ${remote} ${checkout.branch === branch ? branch : `HEAD:${branch}`}`;
}

/** Whether the last push sent what the last commit has. */
const isPushed = (checkout: Checkout, remote: string): boolean =>
  checkout.pushed.get(`${remote}/${builtBranch(checkout, remote)}`) === checkout.sent;

/** What deploying commits depends on. */
export interface Deploying {
  readonly checkout: Checkout | undefined;
  /** The app's name, if there is no app yet. */
  readonly name: string;
  /** Whether the app may run on another stack. */
  readonly isFirst: boolean;
  /** Whether a commit comes first. */
  readonly commits: boolean;
  /** Whether it is an existing project. */
  readonly isOnboarded: boolean;
}

/** The steps left to deploy to Heroku, and a note about them. */
export function deploySteps({ checkout, name, isFirst, commits, isOnboarded }: Deploying): {
  readonly steps: readonly string[];
  readonly note?: string;
} {
  const target = targetOf(checkout?.remotes ?? [], name);
  /** What is left to do for an app that is there: one on buildpacks needs another stack first. */
  const stepsTo = ({ app, remote }: { readonly app: string; readonly remote: string }): string[] => {
    if (checkout && !commits && isPushed(checkout, remote)) return [];
    const isOnIt = !isFirst && checkout?.pushed.has(`${remote}/${builtBranch(checkout, remote)}`);
    return [...(isOnIt ? [] : [`heroku stack:set container -a ${app}`]), pushCommand(checkout, remote)];
  };
  switch (target.kind) {
    case 'app': {
      const steps = stepsTo(target);
      return { steps, ...(steps.length > 1 && isOnboarded ? { note: wayBack(target.app) } : {}) };
    }
    case 'new': {
      const remote = target.remote === 'heroku' ? '' : ` --remote ${target.remote}`;
      return {
        steps: [`heroku create ${name} --manifest${remote}`, pushCommand(checkout, target.remote)],
        note: isOnboarded
          ? 'Is the app on Heroku already? Run heroku git:remote -a with its name, then the same command again.'
          : `All of Heroku shares app names. If ${name} is taken, leave it out: heroku create --manifest${remote}`,
      };
    }
    case 'several': {
      const left = target.apps.map(stepsTo).filter((steps) => steps.length > 0);
      if (left.length === 0) return { steps: [] };
      return {
        steps: [],
        note: [
          'Several remotes are apps on Heroku. Deploy the one you mean:',
          ...left.map((steps) => `  ${steps.join(' && ')}`),
          `The files here are for ${name}. To change that, run the same command again with --name and the app's name.`,
          ...(isOnboarded ? [wayBack('<app>')] : []),
        ].join('\n'),
      };
    }
  }
}

/** An app that is on Heroku already can be built as before: nothing that its buildpacks read was changed. */
const wayBack = (app: string): string =>
  `The way back: heroku stack:set ${buildpackStack} -a ${app}, or the stack that heroku stack shows now; then push a new commit.\nIts Procfile, buildpacks, config vars and add-ons stay as they are.`;
