/** Lists of names that Git and Docker pass over: each line says one thing by itself. */
export const isIgnoreList = (path: string): boolean => /(^|\/)\.\w+ignore$/.test(path);

/** The lines of such a list that another one doesn't have. */
export function lackingLines(wanted: Buffer, present: Buffer): string[] {
  const there = new Set(linesOf(present));
  return linesOf(wanted).filter((line) => !there.has(line));
}

/** Such a list with the lines of another one that it lacks at its end. */
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
