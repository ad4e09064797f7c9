import { expect } from 'vitest';

/* Loaded before every test file. Vitest compares buffers byte by byte, which takes a thousand times as long. */
expect.addEqualityTesters([
  (a: unknown, b: unknown) => (Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : undefined),
]);
