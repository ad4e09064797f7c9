import { describe, expect, it } from 'vitest';
import { examinedAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';

describe('the program of a Go module', () => {
  it.each([
    ['example.com/greeter', 'greeter'],
    ['greeter', 'greeter'],
    ['github.com/me/greeter/v2', 'greeter'],
    ['github.com/me/v2ray', 'v2ray'],
    ['"github.com/me/greeter"', 'greeter'],
  ])('of %s is %s, as go build names it', (path, name) => {
    const files = { 'go.mod': `module ${path}\n\ngo 1.24\n`, 'main.go': 'package main\n\nfunc main() {}\n' };
    const { facts, lists } = examinedAt(temporaryFolder(files)).detected;
    expect([facts.name?.value, facts.start?.value]).toEqual([name, `bin/${name}`]);
    expect(lists.built?.map(({ value }) => value)).toEqual([name]);
  });
});
