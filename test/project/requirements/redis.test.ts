import { describe, expect, it } from 'vitest';
import { unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

/** What is told about Redis and its certificate. */
const told = (name: string, code: string): string[] =>
  unmetAt(
    temporaryFolder({
      'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { [name]: '*' } }),
      'server.js': `${code}\nrequire('http').createServer().listen(process.env.PORT);\n`,
    }),
  ).filter((each) => each.includes('certificate'));

describe("the certificate of Heroku's Redis", () => {
  it.each([
    [
      'bull',
      "const url = process.env.REDIS_URL || 'redis://127.0.0.1';\nconst jobs = new (require('bull'))('jobs', url);",
    ],
    ['bullmq', "new (require('bullmq').Queue)('jobs', { connection: { url: process.env.REDIS_URL } });"],
    ['ioredis', "new (require('ioredis'))(process.env.REDIS_URL);"],
    ['redis', "require('redis').createClient({ url: process.env.REDIS_TLS_URL });"],
  ])('is asked about where nothing accepts it: %s', (name, code) => {
    expect(told(name, code)).toEqual([expect.stringContaining('boot unknown: server.js reads REDIS_URL')]);
  });

  it.each([
    ['ioredis', 'new (require("ioredis"))(process.env.REDIS_URL, { tls: { rejectUnauthorized: false } });'],
    ['redis', 'require("redis").createClient({ url: "redis://localhost" });'],
    ['express', 'console.log(process.env.REDIS_URL);'],
  ])("isn't where it's accepted, or isn't Heroku's: %s", (name, code) => {
    expect(told(name, code)).toEqual([]);
  });
});
