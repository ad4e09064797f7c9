/*
 * Takes a command line apart as a POSIX shell would, as far as commands in Procfiles and scripts go: words, quotes,
 * assignments and what joins commands. Nothing is run or expanded.
 */

/** A word of a command. */
export interface Word {
  /** Without quotes; `$NAME` stays as it is. */
  readonly text: string;
  /** Where it begins and ends in the line. */
  readonly start: number;
  readonly end: number;
}

/** A command without what joins it to others. */
export interface SimpleCommand {
  /** Variables that are set for it: `A=b` before its first word. */
  readonly assigned: Readonly<Record<string, string>>;
  /** The program and what it is given, without redirections. */
  readonly words: readonly Word[];
  /** Files that its output is redirected to, as they are written. */
  readonly written: readonly string[];
  /** What follows it; empty at the end of the line. */
  readonly joined: '' | '&&' | '||' | ';' | '|' | '&';
  readonly start: number;
  readonly end: number;
}

/** Words that begin what isn't followed anywhere. */
const opaque = new Set(['case', 'function', '[[', '((']);

/** Words before a command of a branch or a loop, and those that begin or end one without a command. */
const branches = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', '}']);
const frames = new Set(['for', 'select', 'fi', 'done', 'in']);

/** Assigned names, as a shell reads them. */
const assignment = /^([A-Za-z_]\w*)=([^]*)$/;

/** The longest line that is taken apart: far longer than any command. */
const longest = 20_000;

/**
 * Takes a line, or a whole script, apart.
 *
 * @param isScript whether branches and loops are followed too, as if each of their commands ran
 * @returns undefined if it has what isn't followed: branches, groups, backquotes, an open quote
 */
export function simpleCommands(line: string, isScript = false): SimpleCommand[] | undefined {
  if (line.length > longest) return undefined;
  const commands: SimpleCommand[] = [];
  let words: Word[] = [];
  let written: string[] = [];
  let at = 0;
  const end = (joined: SimpleCommand['joined']): boolean => {
    const isBranch = ({ text }: Word): boolean => branches.has(text) || frames.has(text);
    if (words.some(({ text }, index) => opaque.has(text) && index === 0)) return false;
    if (!isScript && words[0] && isBranch(words[0])) return false;
    const from = words.findIndex(({ text }) => !branches.has(text));
    words = from === -1 ? [] : words.slice(from);
    const first = words[0];
    if (first === undefined) return isScript || joined === '' || joined === ';';
    if (frames.has(first.text)) {
      words = [];
      return true;
    }
    const { start } = first;
    commands.push({ ...splitWords(words), written, joined, start, end: words.at(-1)?.end ?? first.end });
    words = [];
    written = [];
    return true;
  };
  while (at < line.length) {
    const rest = line.slice(at, at + 2);
    const char = rest.charAt(0);
    if (/\s/.test(char) && char !== '\n') at += 1;
    else if (char === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) {
      const newline = line.indexOf('\n', at);
      at = newline === -1 ? line.length : newline;
    } else if (rest === '&&' || rest === '||') {
      if (!end(rest)) return undefined;
      at += 2;
    } else if (char === ';' || char === '|' || char === '&' || char === '\n') {
      if (!end(char === '\n' ? ';' : char)) return undefined;
      at += 1;
    } else if (/[()`]/.test(char)) return undefined;
    else if (/^\d?[<>]/.test(line.slice(at, at + 2))) {
      const redirection = redirectionAt(line, at);
      if (redirection === undefined) return undefined;
      written.push(...redirection.written);
      at = redirection.end;
    } else {
      const word = wordAt(line, at);
      if (word === undefined) return undefined;
      words.push(word);
      at = word.end;
    }
  }
  return end('') && commands.length > 0 ? commands : undefined;
}

/** Assignments come first; the rest is the program and what it is given. */
function splitWords(words: readonly Word[]): Pick<SimpleCommand, 'assigned' | 'words'> {
  const from = words.findIndex(({ text }) => !assignment.test(text));
  const assigning = from === -1 ? words : words.slice(0, from);
  return {
    assigned: Object.fromEntries(
      assigning.flatMap(({ text }) => {
        const [, name = '', value = ''] = assignment.exec(text) ?? [];
        return [[name, value]];
      }),
    ),
    words: from === -1 ? [] : words.slice(from),
  };
}

/** Where a redirection such as `2>&1` or `> file` ends, and which file it writes. A here-document isn't followed. */
function redirectionAt(line: string, at: number): { readonly end: number; readonly written: string[] } | undefined {
  const operator = /^\d?(?:>>|>&|<&|>\||[<>])/.exec(line.slice(at, at + 4))?.[0] ?? '';
  if (line.startsWith('<<', at) || operator === '') return undefined;
  let from = at + operator.length;
  while (line.charAt(from) === ' ') from += 1;
  const word = wordAt(line, from);
  return word && { end: word.end, written: /^\d?>(?!&)/.test(operator) ? [word.text] : [] };
}

/** The word that begins at an index; undefined if it isn't closed, or holds a substitution. */
function wordAt(line: string, start: number): Word | undefined {
  let text = '';
  let at = start;
  while (at < line.length) {
    const char = line.charAt(at);
    if (/[\s;&|<>()]/.test(char)) break;
    if (char === '`') return undefined;
    if (line.startsWith('$(', at)) {
      const close = afterParentheses(line, at + 1);
      if (close === undefined) return undefined;
      text += line.slice(at, close);
      at = close;
    } else if (char === "'") {
      const close = line.indexOf("'", at + 1);
      if (close === -1) return undefined;
      text += line.slice(at + 1, close);
      at = close + 1;
    } else if (char === '"') {
      const quoted = quotedAt(line, at + 1);
      if (quoted === undefined) return undefined;
      text += quoted.text;
      at = quoted.end;
    } else if (char === '\\') {
      if (at + 1 === line.length) return undefined;
      text += line.charAt(at + 1);
      at += 2;
    } else if (line.startsWith('${', at)) {
      const close = line.indexOf('}', at);
      if (close === -1) return undefined;
      text += line.slice(at, close + 1);
      at = close + 1;
    } else {
      text += char;
      at += 1;
    }
  }
  return at === start ? undefined : { text, start, end: at };
}

/** What stands in double quotes, and where it ends. */
function quotedAt(line: string, start: number): { readonly text: string; readonly end: number } | undefined {
  let text = '';
  for (let at = start; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '"') return { text, end: at + 1 };
    if (char === '`') return undefined;
    if (char === '\\' && /["\\$`]/.test(line.charAt(at + 1))) at += 1;
    text += line.charAt(at);
  }
  return undefined;
}

/** Where what is in parentheses ends: the output of a command or a sum, which stays as it is. */
function afterParentheses(line: string, start: number): number | undefined {
  let open = 0;
  for (let at = start; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '(') open += 1;
    else if (char === ')') open -= 1;
    else if (char === "'" || char === '"' || char === '\\') return undefined;
    if (open === 0) return at + 1;
  }
  return undefined;
}
