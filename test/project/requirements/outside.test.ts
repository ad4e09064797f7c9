import { describe, expect, it } from 'vitest';
import { unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const told = (files: Readonly<Record<string, string>>): string[] =>
  unmetAt(temporaryFolder(files)).filter((each) => each.includes('MongoDB'));

const node = (code: string, dependency = 'mongoose') => ({
  'package.json': JSON.stringify({ scripts: { start: 'node bin/www' }, dependencies: { [dependency]: '8' } }),
  'bin/www': '#!/usr/bin/env node\nrequire("../app");\n',
  'app.js': code,
});

describe('a database that Heroku has none of', () => {
  it.each([
    node('mongoose.connect(process.env.MONGODB_URI);'),
    { ...node('module.exports = 1;'), 'bin/www': 'async function main() {\n  await mongoose.connect(url);\n}\n' },
    node('const client = new MongoClient(url);', 'mongodb'),
    { 'requirements.txt': 'flask\npymongo\n', 'app.py': 'app = Flask()\nclient = MongoClient(URL)\n' },
    { 'go.mod': 'module a.b/c\n', 'main.go': 'package main\n\nfunc main() {\n\tmongo.Connect(ctx, options)\n}\n' },
  ])('is told where code connects to it: %j', (files) => {
    expect(told(files)).toEqual([expect.stringMatching(/^answer unknown: The app connects to MongoDB/)]);
  });

  it.each([
    node('start();'),
    node('mongoose.connect(url);', 'mockgoose'),
    { 'requirements.txt': 'flask\n', 'app.py': 'app = Flask()\n' },
  ])("isn't told where nothing does: %j", (files) => {
    expect(told(files)).toEqual([]);
  });
});
