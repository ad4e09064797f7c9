import { remoteKeys, remotesOf, type Remote } from './remotes.js';
import { git, type Answer } from './run.js';

/** A repository's own settings, as far as they matter here. */
export type Settings =
  | {
      readonly kind: 'read';
      /** Settings, as name=value, that turn off every program the repository configures under a name of its choice. */
      readonly off: readonly string[];
      /** Its core.worktree. */
      readonly worktree?: string;
      /** Whether permission bits on disk mean anything. */
      readonly fileMode: boolean;
      readonly remotes: readonly Remote[];
    }
  | { readonly kind: 'problem'; readonly why: string; readonly passing: boolean };

/** The user's own scopes; drivers in them, such as those of git-lfs, stay. */
const own = new Set(['system', 'global', 'command']);

/** A normal repository has two or three; all of them must fit on a command line. */
const limits = { names: 100, characters: 8_000 } as const;

const wanted = String.raw`^(filter|hook)\.|^core\.(worktree|filemode)$|${remoteKeys}`;

/**
 * Reads a repository's own settings; included files count as its own.
 *
 * @param root absolute path of the directory that contains its .git
 */
export function readSettings(root: string): Settings {
  let answer = git(root, ['config', '--show-scope', '-z', '--get-regexp', wanted]);
  // Git before 2.26 can't show scopes: then all settings count as the repository's.
  const scoped = answer.exitCode !== 129;
  if (!scoped) answer = git(root, ['config', '-z', '--get-regexp', wanted]);
  // 1 means no match.
  if (answer.exitCode > 1) return { kind: 'problem', why: answer.why, passing: answer.passing };
  const entries = entriesOf(answer, scoped);
  const local = entries.filter(({ scope }) => !own.has(scope));
  const drivers = [...new Set(local.flatMap(({ key }) => /^(?:filter|hook)\..*(?=\.)/s.exec(key)?.[0] ?? []))];
  // Git reads name=value up to the first "=", so such a name can't be set.
  const odd = drivers.find((name) => /[=\n]/.test(name));
  if (odd !== undefined) return problem(`its settings have a name that cannot be turned off: ${JSON.stringify(odd)}`);
  if (drivers.length > limits.names || drivers.join('').length > limits.characters)
    return problem('its settings name too many filters');
  const worktree = local.findLast(({ key }) => key === 'core.worktree')?.value;
  const fileMode = entries.findLast(({ key }) => key === 'core.filemode')?.value ?? 'true';
  return {
    kind: 'read',
    off: drivers.flatMap(offOf),
    ...(worktree === undefined ? {} : { worktree }),
    fileMode: !/^(false|no|off|0|)$/i.test(fileMode),
    remotes: remotesOf(entries),
  };
}

const offOf = (driver: string): string[] =>
  driver.startsWith('filter.')
    ? [`${driver}.clean=`, `${driver}.smudge=`, `${driver}.process=`, `${driver}.required=false`]
    : [`${driver}.command=`, `${driver}.event=`, `${driver}.enabled=false`];

const problem = (why: string): Settings => ({ kind: 'problem', why, passing: false });

interface Entry {
  readonly scope: string;
  readonly key: string;
  /** Absent if the setting has only a name, which means true. */
  readonly value?: string;
}

/** With -z: scope NUL key LF value NUL; git without scopes leaves out the first field. */
function entriesOf({ stdout }: Answer, scoped: boolean): Entry[] {
  const fields = stdout.split('\0').slice(0, -1);
  const settings = scoped ? fields.filter((_, at) => at % 2 === 1) : fields;
  return settings.map((setting, at) => {
    const [key = '', ...value] = setting.split('\n');
    const scope = scoped ? (fields[2 * at] ?? '') : 'local';
    return { scope, key, ...(value.length > 0 ? { value: value.join('\n') } : {}) };
  });
}
