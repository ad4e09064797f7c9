import * as v from 'valibot';
import { boundedJson } from '../model/bounded-json.js';
import type { Lock } from '../model/change.js';
import type { Answers, FileSet, RenderedFile } from '../model/pipeline.js';
import { UserError } from '../model/errors.js';
import * as forms from '../model/forms.js';
import { lockPath, lockRecord } from '../model/records.js';
import { shown } from '../model/shown.js';

const format = 1;

/** Limits for reading a lock: far more than any repository of ours needs. */
const limits = { length: 64_000_000, depth: 10, entries: 1_000_000, files: 5000 } as const;

/** What to remember about a repository that is being written. */
export function lockOf(files: FileSet, { template, name }: Answers, generator: string): Lock {
  const paths = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const managed = paths.flatMap(([path, { content, ownership }]): [string, string][] =>
    ownership === 'managed' ? textsIn(content).map((text) => [path, text]) : [],
  );
  const once = paths.filter(([, { ownership }]) => ownership === 'once').map(([path]) => path);
  return { generator, template, name, managed: new Map(managed), once: new Set(once) };
}

/** The text of a content that can be merged. The repositories of a gallery share most contents, so each is read once. */
function textsIn(content: Buffer): readonly string[] {
  const found = texts.get(content) ?? (isMergeable(content) ? [content.toString('utf8')] : []);
  texts.set(content, found);
  return found;
}

const texts = new WeakMap<Buffer, readonly string[]>();

/** Whether bytes can be merged line by line: valid UTF-8 with no NUL byte. */
export const isMergeable = (content: Buffer): boolean =>
  !content.includes(0) && Buffer.from(content.toString('utf8')).equals(content);

/** The lock file: texts are stored as lists of lines, so that diffs are readable. */
export function lockFile({ generator, template, name, managed, once }: Lock): RenderedFile {
  const entries = Object.entries({ format, generator, template, name }).map(([key, value]) => pair(key, value));
  const texts = [...managed].map(([path, text]) => `    ${list(path, text.split('\n'), 4)}`);
  const lines = [...entries, `"managed": {\n${texts.join(',\n')}\n  }`, list('once', [...once], 2)];
  return {
    content: Buffer.from(`{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}\n`),
    mode: 0o644,
    ownership: 'record',
    reason: lockRecord.reason,
    lock: true,
  };
}

const pair = (key: string, value: unknown): string => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;

/** A list in Prettier's format: on one line if that and a comma fit in 80 columns. */
function list(key: string, values: readonly string[], indent: number): string {
  const items = values.map((value) => JSON.stringify(value));
  const line = `${JSON.stringify(key)}: [${items.join(', ')}]`;
  if (indent + line.length + 1 <= 80) return line;
  const room = ' '.repeat(indent);
  return `${JSON.stringify(key)}: [\n${items.map((item) => `${room}  ${item}`).join(',\n')}\n${room}]`;
}

/** A line of a file we wrote: none of our texts has a NUL byte or a lone surrogate. */
const line = v.pipe(
  forms.text(limits.length),
  v.check((each) => !each.includes('\0') && each.isWellFormed(), 'it is not a line of text'),
);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Matches every lock ever written in this format, and nothing else. */
const lockForm = v.object({
  generator: forms.version,
  template: forms.catalogName,
  name: forms.appName,
  managed: v.pipe(
    v.custom<Record<string, unknown>>(isRecord, 'it is not a record of files'),
    v.transform((files) => Object.entries(files)),
    forms.list(v.tuple([forms.managedPath, forms.list(line, limits.entries)]), limits.files),
  ),
  once: forms.list(forms.managedPath, limits.files),
});

/**
 * Reads a lock.
 *
 * @param content content of .heroku-nix.lock.json
 * @param restore the command that restores it from the last commit
 * @throws UserError when it is broken, in a newer format, or has content that none of our locks has
 */
export function readLock(content: string, restore = `git checkout HEAD -- ${lockPath}`): Lock {
  const broken = (why: string): UserError => unreadable(why, restore);
  const value = parse(content, broken);
  if (typeof value.format === 'number' && value.format > format) throw tooNew(newer(value.generator));
  if (value.format !== format) throw broken('It is not in the form that this program writes.');
  const { success, output, issues } = v.safeParse(lockForm, value, { abortEarly: true });
  if (!success) throw broken(`${place(issues[0])}: ${issues[0].message}.`);
  const { generator, template, name, managed, once } = output;
  const texts = managed.map(([each, lines]) => [each, lines.join('\n')] as const);
  return { generator, template, name, managed: new Map(texts), once: new Set(once) };
}

/** What to show as the version of a lock that a newer program wrote. */
const newer = (generator: unknown): string => (v.is(forms.version, generator) ? generator : 'unknown');

/** Where in the lock something was found: the section, and the item's path or number. */
function place({ path: steps }: v.BaseIssue<unknown>): string {
  const [part, item] = steps ?? [];
  const file: unknown = Array.isArray(item?.value) ? item.value[0] : item?.value;
  return [part?.key, ...(item ? [typeof file === 'string' ? file.slice(0, 200) : item.key] : [])]
    .map((step) => shown(String(step)))
    .join(', ');
}

function parse(content: string, broken: (why: string) => UserError): Record<string, unknown> {
  let value: unknown;
  try {
    value = boundedJson(content, limits);
  } catch (error) {
    throw broken(`${shown(error instanceof Error ? error.message : String(error))}.`);
  }
  if (!isRecord(value)) throw broken('It is not a JSON object.');
  return value;
}

const unreadable = (why: string, restore: string): UserError =>
  new UserError({
    headline: `${lockPath} cannot be read`,
    detail: `${why}\nIt may contain an unfinished merge or edit.`,
    fix: `restore it from your last commit: ${restore}`,
  });

/** The error for a lock that a newer version wrote. */
export const tooNew = (generator: string): UserError =>
  new UserError({
    headline: `This project was written by version ${generator}, which is newer than this one`,
    detail: `An older version would undo what the newer one added. Found in ${lockPath}.`,
    fix: 'npx generator-heroku-nix@latest update',
  });
