import { Chalk, supportsColor, type ChalkInstance } from 'chalk';
import { shownLines } from '../model/shown.js';

/**
 * Colors for stdout, or none: not for pipes and dumb terminals, and not if NO_COLOR asks for none
 * (https://no-color.org).
 */
export const style: ChalkInstance = new Chalk({
  level: process.env.NO_COLOR || process.env.TERM === 'dumb' || supportsColor === false ? 0 : supportsColor.level,
});

/** A size for people, in units of 1024 bytes. */
export const humanSize = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} kB`;

/** A unified diff in the usual colors. */
export const coloredDiff = (diff: string): string =>
  shownLines(diff)
    .split('\n')
    .map((line) => (line.startsWith('+') ? style.green(line) : line.startsWith('-') ? style.red(line) : line))
    .join('\n');
