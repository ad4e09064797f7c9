import type { Lock } from '../change.js';
import type { Answers, FileSet, RenderedFile } from '../domain.js';
import { UserError } from '../errors.js';
import { lockPath, lockRecord } from '../records.js';

const format = 1;

/** What has to be remembered of a repository that is written now. */
export function lockOf(files: FileSet, { template, name }: Answers, generator: string): Lock {
  const paths = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const managed = paths.flatMap(([path, { content, ownership }]): [string, string][] =>
    ownership === 'managed' && isMergeable(content) ? [[path, content.toString('utf8')]] : [],
  );
  const once = paths.filter(([, { ownership }]) => ownership === 'once').map(([path]) => path);
  return { generator, template, name, managed: new Map(managed), once: new Set(once) };
}

/** Whether bytes can be merged line by line: they are UTF-8 without the byte that ends no line of any text. */
export const isMergeable = (content: Buffer): boolean =>
  !content.includes(0) && Buffer.from(content.toString('utf8')).equals(content);

/** The file that keeps a lock: texts as lists of lines, so that it can be read in a diff. */
export function lockFile({ generator, template, name, managed, once }: Lock): RenderedFile {
  const entries = Object.entries({ format, generator, template, name }).map(([key, value]) => pair(key, value));
  const texts = [...managed].map(([path, text]) => `    ${list(path, text.split('\n'), 4)}`);
  const lines = [...entries, `"managed": {\n${texts.join(',\n')}\n  }`, list('once', [...once], 2)];
  return {
    content: Buffer.from(`{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}\n`),
    mode: 0o644,
    ownership: 'record',
    reason: lockRecord.reason,
  };
}

const pair = (key: string, value: unknown): string => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;

/** A list as Prettier lays it out: on one line where that and a comma have room in 80 columns. */
function list(key: string, values: readonly string[], indent: number): string {
  const items = values.map((value) => JSON.stringify(value));
  const line = `${JSON.stringify(key)}: [${items.join(', ')}]`;
  if (indent + line.length + 1 <= 80) return line;
  const room = ' '.repeat(indent);
  return `${JSON.stringify(key)}: [\n${items.map((item) => `${room}  ${item}`).join(',\n')}\n${room}]`;
}

/**
 * Reads a lock.
 *
 * @param text content of .heroku-nix.lock.json
 * @throws UserError when it is broken, or of a form that only a newer version knows
 */
export function readLock(text: string): Lock {
  const { format: form, generator, template, name, managed, once } = parse(text);
  if (typeof form === 'number' && form > format) throw tooNew(String(generator));
  if (
    form !== format ||
    !isText(generator) ||
    !isText(template) ||
    !isText(name) ||
    !isRecord(managed) ||
    !isLines(once)
  )
    throw broken('It should hold what a former run wrote; a half-done edit or merge may be in it.');
  const texts = Object.entries(managed).map(([path, lines]): [string, string] => {
    if (!isLines(lines)) throw broken(`What it says of ${path} is no list of lines.`);
    if (!isInside(path)) throw broken(`It names ${path}, which is not in the repository.`);
    return [path, lines.join('\n')];
  });
  return { generator, template, name, managed: new Map(texts), once: new Set(once) };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (error) {
    throw broken(error instanceof Error ? error.message : String(error));
  }
  throw broken('It is no JSON object.');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a path cannot lead out of the repository: a lock may come from anybody, and files are removed by it. */
export const isInside = (path: string): boolean =>
  path.split(/[\\/]/).every((step) => !['', '.', '..', '.git'].includes(step)) && !/^[A-Za-z]:/.test(path);

const isText = (value: unknown): value is string => typeof value === 'string';

const isLines = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

const broken = (why: string): UserError =>
  new UserError({
    headline: `${lockPath} cannot be read`,
    detail: why,
    fix: `take it back from your last commit: git checkout HEAD -- ${lockPath}`,
  });

/** The refusal of a lock that a newer version wrote. */
export const tooNew = (generator: string): UserError =>
  new UserError({
    headline: `This project was written by version ${generator}, which is newer than this one`,
    detail: `An older version would take back what the newer one brought. Seen in ${lockPath}.`,
    fix: 'npx generator-heroku-nix@latest update',
  });
