import { posix } from 'node:path';
import type { Dependency } from '../../model/detection.js';
import type { DependencySource } from '../../model/detection-rules.js';
import { evidenceOf } from '../evidence.js';
import { linesOf } from '../lines.js';
import { fromAddress, fromRequirement, isLong, limits, plain, refuse, type Reader } from './reader.js';
import { requirementIn } from './requirement.js';

/** A line of a file with requirements, after those that end with a backslash were joined. */
interface Line {
  readonly number: number;
  readonly text: string;
}

const option = /^(-r|--requirement|-c|--constraint|-e|--editable)(?:\s*=\s*|\s+|(?=[^\s-]))(\S.*)$/;

/**
 * Reads a file with one requirement per line, and the files that it includes:
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function* linesIn(
  reader: Reader,
  source: DependencySource,
  path: string,
  seen = new Set<string>(),
  depth = 0,
): Generator<Dependency> {
  if (seen.has(path)) return;
  if (seen.size >= limits.included || depth >= limits.depth) {
    reader.tree.tell(path, 'too many files include others before it');
    return;
  }
  seen.add(path);
  reader.files.add(path);
  if (depth === 0) reader.lists.read.push(path);
  else if (source.development !== true) reader.lists.included.add(path);
  for (const { number, text } of joined(reader, path, reader.tree.text(path) ?? '')) {
    const place = () => evidenceOf(path, number, text);
    const [, flag = '', value = ''] = option.exec(text) ?? [];
    if (flag === '-e' || flag === '--editable')
      yield* fromAddress(reader, unquoted(value), place, source.development === true);
    else if (flag !== '')
      yield* includedIn(reader, source, { path, number, flag, value: unquoted(value) }, seen, depth);
    else if (!text.startsWith('-')) yield* fromRequirement(reader, text, place, source.development === true);
  }
}

interface Inclusion {
  readonly path: string;
  readonly number: number;
  readonly flag: string;
  readonly value: string;
}

function* includedIn(
  reader: Reader,
  source: DependencySource,
  { path, number, flag, value }: Inclusion,
  seen: Set<string>,
  depth: number,
): Generator<Dependency> {
  const other = posix.normalize(posix.join(posix.dirname(path), value));
  if (!reader.tree.exists(other)) {
    const isConstraint = flag.startsWith('-c') || flag === '--constraint';
    refuse(
      reader,
      { path, line: number },
      `${value} isn't in the project`,
      `add ${isConstraint ? 'that file' : 'that list'} to the project, or take the line out`,
    );
    return;
  }
  if (flag === '-r' || flag === '--requirement') yield* linesIn(reader, source, other, seen, depth + 1);
  else
    for (const { text } of joined(reader, other, reader.tree.text(other) ?? '')) {
      const found = text.startsWith('-') ? undefined : requirementIn(text);
      if (found && found.version !== '') reader.constraints.set(plain(found.name), found.version);
    }
}

const unquoted = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2');

/** Lines with what they go on with, without comments, and without the options of a requirement such as --hash. */
function* joined(reader: Reader, path: string, text: string): Generator<Line> {
  let number = 0;
  let start = 0;
  let parts: string[] = [];
  for (const raw of linesOf(text)) {
    number += 1;
    if (number > limits.lines) {
      reader.tree.tell(path, `only its first ${limits.lines} lines were read`);
      return;
    }
    if (isLong(reader, path, raw)) continue;
    const line = raw.trim();
    const isComment = line.startsWith('#');
    const goesOn = line.endsWith('\\') && !isComment;
    if (parts.length === 0) start = number;
    const part = isComment ? '' : (goesOn ? line.slice(0, -1) : line).replace(/(^|\s)#.*$/, '');
    if (parts.length < 100) parts.push(parts.length > 0 && part.startsWith('--') ? '' : part);
    if (goesOn) continue;
    yield* lineOf(reader, path, start, parts);
    parts = [];
  }
  yield* lineOf(reader, path, start, parts);
}

function* lineOf(reader: Reader, path: string, number: number, parts: readonly string[]): Generator<Line> {
  const whole = parts.join(' ').trim();
  const text = whole.startsWith('-') ? whole : (whole.split(/\s--[a-z]/, 1)[0] ?? '').trim();
  if (text !== '' && !isLong(reader, path, text)) yield { number, text };
}
