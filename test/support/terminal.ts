import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { bin, environmentOf, type Start } from './run.js';

/** What a terminal sends for a key. */
export const keys = {
  enter: '\r',
  down: '\u001B[B',
  left: '\u001B[D',
  last: '\u001B[F',
  escape: '\u001B',
  up: '\u001B[A',
  interrupt: '\u0003',
  endOfInput: '\u0004',
  clearLine: '\u0015',
} as const;

/** A program in a terminal, and what the person in front of it sees and does. */
export interface Terminal {
  /** Everything printed so far, unchanged. */
  readonly raw: () => string;
  /** Everything printed so far as words: no escape codes, and one space for any whitespace. */
  readonly words: () => string;
  /** What is on the screen now, line by line. */
  readonly screen: () => string[];
  /** Waits until the screen, read as words, matches. */
  readonly until: (words: string | RegExp) => Promise<void>;
  /** Waits for words after those it waited for last, so that each is seen in order. */
  readonly shows: (words: string) => Promise<void>;
  /** Waits for words as `shows` does, then types. */
  readonly answer: (words: string, typed: string) => Promise<void>;
  readonly type: (typed: string) => void;
  /** Closes the window, and returns the program's PID, since its end isn't reported. */
  readonly close: () => number;
  /** Waits until it ends. */
  readonly ended: () => Promise<{ readonly code: number; readonly signal: number }>;
}

/** The words on a terminal: lines break anywhere, so whitespace has no meaning. */
const wordsOf = (raw: string): string => stripVTControlCharacters(raw).replace(/\s+/g, ' ');

const patience = 20_000;

/** Runs the words after it. Up to 4 kB that a terminal holds when its program ends are lost: here they are read first. */
export const lingering = ['/bin/sh', '-c', '"$@"; code=$?; sleep 0.3; exit "$code"', 'sh'] as const;

/**
 * Starts a program in a terminal, and ends it if the test is over first.
 *
 * @param args as for `run`
 * @param size columns and lines
 */
export function openTerminal(args: readonly string[], start: Start, size = { cols: 80, rows: 24 }): Terminal {
  const [file, ...first] = start.program ?? [process.execPath, bin];
  const { TERM = 'xterm-256color', ...env } = environmentOf(start);
  const child = spawn(file, [...first, ...args], {
    name: TERM,
    ...size,
    cwd: start.cwd,
    env: { ...env, TERM },
    ...start.user,
  });
  const display = new xterm.Terminal({ ...size, allowProposedApi: true });
  let raw = '';
  let seen = 0;
  let end: { readonly code: number; readonly signal: number } | undefined;
  child.onData((text) => {
    raw += text;
    display.write(text);
  });
  child.onExit(({ exitCode, signal = 0 }) => {
    end = { code: exitCode, signal };
  });
  onTestFinished(() => {
    if (!end) process.kill(child.pid, 'SIGKILL');
  });

  const waitFor = async <Found>(what: string, look: () => Found | undefined): Promise<Found> => {
    const last = performance.now() + patience;
    for (let found = look(); ; found = look()) {
      if (found !== undefined) return found;
      if (performance.now() > last)
        throw new Error(`the terminal never came to ${what}; its last words are:\n${wordsOf(raw).slice(-2000)}`);
      await pause(20);
    }
  };
  const shows = async (words: string): Promise<void> => {
    seen = await waitFor(JSON.stringify(words), () => {
      const at = wordsOf(raw).indexOf(words, seen);
      return at === -1 ? undefined : at + words.length;
    });
  };
  const screen = (): string[] => {
    const { active } = display.buffer;
    return Array.from({ length: size.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
    );
  };
  const type = (typed: string): void => {
    child.write(typed);
  };
  return {
    raw: () => raw,
    words: () => wordsOf(raw),
    screen,
    until: async (words) => {
      await waitFor(String(words), () => {
        const now = wordsOf(screen().join('\n'));
        return (typeof words === 'string' ? now.includes(words) : words.test(now)) || undefined;
      });
    },
    shows,
    answer: async (words, typed) => {
      await shows(words);
      type(typed);
    },
    type,
    close: () => {
      (child as unknown as { destroy: () => void }).destroy();
      return child.pid;
    },
    ended: () => waitFor('its end', () => end),
  };
}

/** What onboard asks once it has shown its plan. */
export const question = 'Write them? (y: yes, n: no, e: correct what was found)';

/** Chooses a fact to correct at that question. */
export async function correct(terminal: Terminal, fact: string): Promise<void> {
  await terminal.answer(question, 'e\r');
  await terminal.shows('What do you want to correct?');
  const current = (): string => terminal.screen().find((line) => line.startsWith('❯')) ?? '';
  for (let before = ''; !current().startsWith(`❯ ${fact}: `);) {
    // A key that comes before the list is drawn again would move past the fact.
    if (current() !== '' && current() !== before) {
      before = current();
      terminal.type(keys.down);
    }
    await pause(20);
  }
  terminal.type('\r');
}
