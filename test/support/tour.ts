/* What a person does in `browse` at a terminal. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { freshFolder } from './folders.js';
import { keys, openTerminal, type Terminal } from './terminal.js';

/** A pager that saves its input, and shows a word until it gets a line. */
export function pagerIn(folder: string): string {
  const path = join(folder, 'pager');
  writeFileSync(path, `#!/bin/sh\ncat > '${folder}/paged'\necho PAGER\nread line < /dev/tty\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Opens `browse` in a terminal. */
export const openTour = (
  env: Readonly<Record<string, string>> = {},
  cwd = freshFolder(),
  size = { cols: 80, rows: 24 },
) => openTerminal(['browse'], { cwd, env }, size);

/** Opens the first template. */
export async function openFirst(terminal: Terminal): Promise<void> {
  await terminal.until(/^Templates/);
  terminal.type(keys.enter);
  await terminal.until('c create');
}

export const currentLine = (terminal: Terminal): string =>
  terminal.screen().find((line) => line.startsWith('❯')) ?? 'there is no current line';

/** Moves down until the current line matches. */
export async function goTo(terminal: Terminal, line: RegExp): Promise<void> {
  for (let steps = 0; steps < 60 && !line.test(currentLine(terminal)); steps += 1) {
    const before = currentLine(terminal);
    terminal.type(keys.down);
    for (let waits = 0; waits < 100 && currentLine(terminal) === before; waits += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(currentLine(terminal)).toMatch(line);
}
