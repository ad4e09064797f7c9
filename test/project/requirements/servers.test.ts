import { describe, expect, it } from 'vitest';
import { unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

/** What is told about the servers that a program connects to. */
const told = (name: string, code: string): string[] =>
  unmetAt(
    temporaryFolder({
      'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { [name]: '*' } }),
      'server.js': `${code}\nrequire('http').createServer().listen(process.env.PORT);\n`,
    }),
  ).filter((each) => /certificate|MongoDB/.test(each));

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

describe('an address of MongoDB in the code', () => {
  it.each([
    [
      'mongoose',
      'require("mongoose").connect(process.env.MONGODB_URI || "mongodb+srv://me:secret@cluster0.example.net/app");',
    ],
    ['mongodb', "new (require('mongodb').MongoClient)('mongodb://localhost:27017/app');"],
  ])('is asked about: %s', (name, code) => {
    expect(told(name, code)).toEqual([expect.stringContaining('boot unknown: server.js has an address of MongoDB')]);
  });

  it.each([
    ['mongoose', 'require("mongoose").connect(process.env.MONGODB_URI);'],
    ['express', 'console.log("mongodb://localhost:27017/app");'],
  ])("isn't there, or isn't used: %s", (name, code) => {
    expect(told(name, code).filter((each) => each.includes('has an address'))).toEqual([]);
  });
});
