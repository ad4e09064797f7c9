import { expect, test } from 'vitest';
import {
  columns,
  counted,
  cpusIn,
  median,
  parseRun,
  perTenThousand,
  sharedOut,
  summary,
  ticksIn,
} from './apps/figures.js';

const run = (rate: number, p99: number) => ({ rate, p99, requests: rate });

const report = (result: object) =>
  JSON.stringify({ result: { timeTakenSeconds: 2, latency: { percentiles: { 50: 1, 99: 1500 } }, ...result } });

test('the median of an even number of values is between the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('ratios are taken within a round, whatever the speed of the machine is', () => {
  const rounds = [1, 10, 2].map((speed) => ({
    ours: run(96 * speed, 10 / speed),
    plain: run(100 * speed, 10 / speed),
    silent: run(200 * speed, 5 / speed),
  }));
  const { rate, p99, silent, met } = summary(rounds);
  expect([rate.ratio, p99.ratio, silent.ratio]).toEqual([0.96, 1, 0.48]);
  expect(met).toBe(true);
});

test('a goal is missed by either figure', () => {
  const plain = run(100, 10);
  expect(summary([{ ours: run(94, 10), plain, silent: plain }]).met).toBe(false);
  expect(summary([{ ours: run(100, 11.5), plain, silent: plain }]).met).toBe(false);
});

test('a report of the load generator becomes requests per second and milliseconds', () => {
  expect(parseRun(report({ req2xx: 400 }))).toEqual({ rate: 200, p99: 1.5, requests: 400 });
});

test('figures with failed requests are refused', () => {
  expect(() => parseRun(report({ req2xx: 400, others: 1 }))).toThrow('1 of 401 requests failed');
  expect(() => parseRun(report({ req2xx: 0 }))).toThrow('0 of 0 requests failed');
});

test('what /proc says of a process', () => {
  expect(ticksIn('7 (a) (b c) S 1 7 7 0 -1 4194304 100 0 0 0 30 12 0 0 20 0 1 0')).toBe(42);
  expect(sharedOut('Rss:  9000 kB\nPss:                1234 kB\nPss_Dirty:  1 kB\n')).toBe(1234);
  expect(sharedOut('')).toBeNaN();
});

test('a list of CPUs', () => {
  expect(cpusIn('0-2,8')).toEqual([0, 1, 2, 8]);
  expect(cpusIn('5')).toEqual([5]);
});

test('failures are counted by kind, and as a rate', () => {
  expect(counted(['a', 'b', 'a'])).toEqual({ a: 2, b: 1 });
  expect(perTenThousand(3, 6_000)).toBe(5);
});

test('text is laid out to the left, numbers to the right', () => {
  const rows = [
    ['app', 'n'],
    ['a', '100'],
  ];
  expect(columns(rows, 1)).toBe('app    n\na    100');
});
