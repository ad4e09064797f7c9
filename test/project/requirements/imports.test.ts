import { describe, expect, it } from 'vitest';
import { unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const dependencies = { express: '5' };
const devDependencies = { 'ts-node': '10', '@babel/register': '7', vite: '7' };

/** What is told about imports of a project whose files these are. */
const toldOf = (files: Readonly<Record<string, string>>): string[] => {
  const root = { name: 'app', version: '1.0.0', dependencies, devDependencies };
  return unmetAt(
    temporaryFolder({
      'package.json': JSON.stringify({ ...root, scripts: { start: 'node server.js' } }),
      'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': root } }),
      ...files,
    }),
  ).filter((each) => each.includes('development dependency'));
};

describe('a file that a process runs', () => {
  it.each([
    ['require("ts-node/register");', 'ts-node'],
    ["const { createServer } = require('vite');", 'vite'],
    ['import "@babel/register";', '@babel/register'],
    ["import vite, { build } from 'vite';", 'vite'],
    ["import {\n  build,\n} from 'vite';", 'vite'],
    ["export { build } from 'vite';", 'vite'],
  ])('needs what it imports in the image: %s', (code, name) => {
    const expected = `boot missing: server.js needs ${name}, which isn't in the image: it is a development dependency`;
    expect(toldOf({ 'server.js': code })).toEqual([expect.stringContaining(expected)]);
    const far = toldOf({ 'server.js': 'require("./lib/app");', 'lib/app.js': code });
    expect(far).toEqual([expect.stringContaining(expected.replace('server.js', 'lib/app.js'))]);
  });

  it.each([
    'const express = require("express");',
    'if (process.env.NODE_ENV !== "production") require("vite");',
    'if (dev) {\n  const vite = await import("vite");\n}',
    '// require("vite")',
    'import { readFile } from "node:fs";\nimport x from "./vite";',
  ])('may do this: %s', (code) => {
    expect(toldOf({ 'server.js': code, 'tools/build.js': 'require("vite");' })).toEqual([]);
  });
});
