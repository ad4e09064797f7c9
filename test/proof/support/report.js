/* What a run of the proof prints, and what it counts. */

/** The signs of a line, and whether each counts as a pass; the others are for the reader. */
const held = new Map([
  ['ok', true],
  ['found', true],
  ['FAIL', false],
  ['MISSED', false],
]);

const count = { passed: 0, failed: 0 };

/**
 * Prints a line, and below it what is worth reading.
 *
 * @param {string} sign
 * @param {string} title
 * @param {number} [start] when it began, by performance.now()
 * @param {readonly unknown[]} [notes] lines or errors
 */
export function report(sign, title, start, notes = []) {
  const good = held.get(sign);
  if (good !== undefined) count[good ? 'passed' : 'failed'] += 1;
  const time = start === undefined ? '' : `${((performance.now() - start) / 1000).toFixed(1)} s`;
  console.log(`${sign.padEnd(6)}${time.padStart(8)}  ${title}`);
  for (const note of notes) {
    console.log((note instanceof Error ? note.message : String(note)).replace(/^/gm, ' '.repeat(16)));
  }
}

/** How many steps passed and how many failed. */
export const seen = () => ({ ...count });
