/* What is made of the measurements: medians, ratios and the table. */

/**
 * One run of the load generator.
 *
 * @typedef {{ rate: number, p99: number, requests: number }} Run requests per second; milliseconds; all requests
 */

/**
 * What a round measured of each subject.
 *
 * @typedef {{ ours: Run, plain: Run, silent: Run }} Round
 */

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * The load generator's report.
 *
 * @param {string} text JSON
 * @returns {Run}
 * @throws if any request failed: the figures of an app that fails mean nothing
 */
export function parseRun(text) {
  /** @type {unknown} */
  const parsed = JSON.parse(text);
  const { result } =
    /** @type {{ result: Record<string, number> & { latency: { percentiles: Record<string, number> } } }} */ (parsed);
  const { req2xx = 0, req1xx = 0, req3xx = 0, req4xx = 0, req5xx = 0, others = 0, timeTakenSeconds = NaN } = result;
  const failed = req1xx + req3xx + req4xx + req5xx + others;
  if (failed > 0 || req2xx === 0) throw new Error(`${failed} of ${failed + req2xx} requests failed: ${text}`);
  const p99 = (result.latency.percentiles['99'] ?? NaN) / 1000;
  return { rate: req2xx / timeTakenSeconds, p99, requests: req2xx };
}

/** The least that the ratio of rates may be, and the most that the ratio of latencies may be. */
export const goals = { rate: 0.95, p99: 1.1 };

/**
 * Medians of what the rounds measured. A ratio is taken within a round, since the machine's speed changes between them.
 *
 * @param {readonly Round[]} rounds
 */
export function summary(rounds) {
  const of = (/** @type {keyof Round} */ who, /** @type {keyof Run} */ what) =>
    median(rounds.map((each) => each[who][what]));
  const ratio = (/** @type {keyof Round} */ base, /** @type {keyof Run} */ what) =>
    median(rounds.map((each) => each.ours[what] / each[base][what]));
  const rate = { ours: of('ours', 'rate'), plain: of('plain', 'rate'), ratio: ratio('plain', 'rate') };
  const p99 = { ours: of('ours', 'p99'), plain: of('plain', 'p99'), ratio: ratio('plain', 'p99') };
  const silent = { rate: of('silent', 'rate'), ratio: ratio('silent', 'rate') };
  return { rate, p99, silent, met: rate.ratio >= goals.rate && p99.ratio <= goals.p99 };
}

/**
 * @param {number} failures
 * @param {number} requests
 */
export const perTenThousand = (failures, requests) => (failures / requests) * 10_000;

/**
 * How often each value is there.
 *
 * @param {readonly string[]} values
 * @returns {Record<string, number>}
 */
export function counted(values) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/**
 * The CPU time that a process has used.
 *
 * @param {string} stat /proc/<pid>/stat
 * @returns {number} clock ticks
 */
export function ticksIn(stat) {
  // The name, in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/**
 * The memory of a process, where pages that processes share count in parts.
 *
 * @param {string} rollup /proc/<pid>/smaps_rollup
 * @returns {number} kB
 */
export const sharedOut = (rollup) => Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1] ?? NaN);

/**
 * The CPUs that a list such as "0-3,8" names.
 *
 * @param {string} list
 * @returns {number[]}
 */
export const cpusIn = (list) =>
  list.split(',').flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });

/**
 * Lays out rows in columns: the first ones to the left, numbers to the right.
 *
 * @param {readonly (readonly string[])[]} rows the first one holds the titles
 * @param {number} left how many columns are text
 */
export function columns(rows, left) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
