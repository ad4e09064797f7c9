import { createPrompt, isEnterKey, useEffect, useKeypress, useState, type KeypressEvent } from '@inquirer/core';
import { style } from '../../../terminal/style.js';
import { wrapped } from '../../../terminal/text.js';

/** One line of a menu. */
export interface Row<Value> {
  readonly text: string;
  /** What choosing the row means; a row without it is a heading, which is skipped. */
  readonly value?: Value;
  /** Text about the row, shown while it is the current one. */
  readonly about?: string;
}

/** A screen: fixed lines, and rows to move through, as many at a time as fit on the terminal. */
export interface Menu<Value> {
  /** Lines at the top, no wider than the terminal. */
  readonly head: readonly string[];
  readonly rows: readonly Row<Value>[];
  /** The row that is current at first. */
  readonly start: number;
  /** What the enter key does, in a word. */
  readonly enter: string;
  /** What the left arrow does, in a word; without one, it isn't listed but still works. */
  readonly back?: string;
  /** Letters that leave the menu, and what they mean. */
  readonly letters: Readonly<Record<string, string>>;
}

/** How a menu was left. */
export interface Taken<Value> {
  /** `enter`, `back`, or one of the menu's letters. */
  readonly key: string;
  /** The number of the current row. */
  readonly row: number;
  readonly value: Value | undefined;
}

/** Shows a menu until it is left, then clears it from the screen. Ctrl-C throws ExitPromptError. */
export async function choose<Value>(menu: Menu<Value>): Promise<Taken<Value>> {
  const { key, row } = await prompt(menu, { clearPromptOnDone: true });
  return { key, row, value: menu.rows[row]?.value };
}

const prompt = createPrompt<{ key: string; row: number }, Menu<unknown>>((menu, done) => {
  const first = menu.rows[menu.start]?.value === undefined ? moved(menu, menu.start, 1) : menu.start;
  const [row, setRow] = useState(first);
  const [size, setSize] = useState(sizeNow);
  useEffect(() => {
    const resize = (): void => {
      setSize(sizeNow());
    };
    process.stdout.on('resize', resize);
    return () => process.stdout.off('resize', resize);
  }, []);
  useKeypress((event, line) => {
    // Otherwise typed text would show after the last line.
    line.clearLine(0);
    const key = meaning(event, menu);
    if (key === undefined) return;
    if (typeof key === 'string') done({ key, row });
    else setRow(moved(menu, row, key.lines * (key.pages ? roomFor(menu, size) : 1)));
  });
  return screen(menu, row, size);
});

const moves: Readonly<Record<string, { readonly lines: number; readonly pages?: boolean }>> = {
  up: { lines: -1 },
  k: { lines: -1 },
  down: { lines: 1 },
  j: { lines: 1 },
  pageup: { lines: -1, pages: true },
  pagedown: { lines: 1, pages: true },
  home: { lines: -Infinity },
  end: { lines: Infinity },
};

function meaning(event: KeypressEvent & { sequence?: string }, { letters }: Menu<unknown>) {
  const { name, ctrl } = event;
  if (ctrl) return undefined;
  if (isEnterKey(event) || name === 'right' || name === 'space') return 'enter';
  if (name === 'left' || name === 'escape' || name === 'backspace') return 'back';
  return Object.hasOwn(letters, name) ? name : moves[name];
}

/** The row that many lines away that can be chosen; if there is none, the last one in that direction. */
function moved({ rows }: Menu<unknown>, from: number, lines: number): number {
  const wanted = Math.min(Math.max(from + lines, 0), rows.length - 1);
  const step = Math.sign(lines);
  const free = (row: number): boolean => rows[row]?.value !== undefined;
  for (let row = wanted; row >= 0 && row < rows.length; row += step) if (free(row)) return row;
  for (let row = wanted; row !== from; row -= step) if (free(row)) return row;
  return from;
}

/** How large the terminal is right now. */
export const sizeNow = (): Size => ({ columns: process.stdout.columns || 80, lines: process.stdout.rows || 24 });

interface Size {
  readonly columns: number;
  readonly lines: number;
}

const hideCursor = '\u001B[?25l';

function screen(menu: Menu<unknown>, current: number, size: Size): string {
  const { head, rows } = menu;
  const room = roomFor(menu, size);
  const above = Math.min(Math.max(current - Math.floor(room / 2), 0), Math.max(rows.length - room, 0));
  const shown = rows.slice(above, above + room).map((row, index) => rowLine(row, above + index === current, size));
  const rest = rows.length - above - room;
  const about = aboutLines(rows[current], size);
  return [
    ...head,
    above > 0 ? style.dim(`  ↑ ${above} more`) : '',
    ...shown,
    rest > 0 ? style.dim(`  ↓ ${rest} more`) : '',
    ...Array.from({ length: aboutHeight(menu, size) }, (_, index) => style.cyan(`  ${about[index] ?? ''}`)),
    ...footLines(menu, size).map((line) => style.dim(line)),
  ]
    .join('\n')
    .concat(hideCursor);
}

/** How many rows fit, next to the other lines and a spare one that keeps the terminal from scrolling. */
const roomFor = (menu: Menu<unknown>, size: Size): number =>
  Math.max(
    Math.min(
      menu.rows.length,
      size.lines - menu.head.length - aboutHeight(menu, size) - footLines(menu, size).length - 3,
    ),
    1,
  );

const aboutLines = (row: Row<unknown> | undefined, { columns }: Size): string[] =>
  wrapped(row?.about ?? '', columns - 3).slice(0, 4);

/** The same for every row, so that the lines below don't jump. */
const aboutHeight = ({ rows }: Menu<unknown>, size: Size): number =>
  Math.max(...rows.map((row) => aboutLines(row, size).length));

function footLines({ enter, back, letters }: Menu<unknown>, { columns }: Size): string[] {
  const keys = { '↑↓': 'move', enter, ...(back === undefined ? {} : { '←': back }), ...letters };
  const foot = Object.entries(keys).map(([key, what]) => `${key} ${what}`);
  return wrapped(foot.join(' · '), columns - 1);
}

function rowLine({ text, value }: Row<unknown>, isCurrent: boolean, { columns }: Size): string {
  if (value === undefined) return style.bold(cut(text, columns - 1));
  const line = cut(`${isCurrent ? '❯' : ' '} ${text}`, columns - 1);
  return isCurrent ? style.cyan.bold(line) : line;
}

const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);
