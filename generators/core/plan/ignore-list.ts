/** Lists of names for Git and Docker to ignore: each line stands on its own. */
export const isIgnoreList = (path: string): boolean => /(^|\/)\.\w+ignore$/.test(path);

/** The lines that are in `wanted` but not in `present`. */
export function lackingLines(wanted: Buffer, present: Buffer): string[] {
  const there = new Set(linesOf(present));
  return linesOf(wanted).filter((line) => !there.has(line));
}

/** `present` with the lines it lacks from `wanted` added at the end. */
export function withLacking(present: Buffer, wanted: Buffer): Buffer {
  const text = present.toString('utf8');
  const lines = lackingLines(wanted, present);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return Buffer.from(
    `${text}${text === '' || text.endsWith('\n') ? '' : end}${lines.map((line) => line + end).join('')}`,
  );
}

const linesOf = (content: Buffer): string[] =>
  content
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
