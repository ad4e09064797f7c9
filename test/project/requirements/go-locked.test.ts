import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toldAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const mod = 'module example.com/shop\n\ngo 1.24.0\n\nrequire github.com/acme/lib v1.2.0\n';
const sums = 'github.com/acme/lib v1.2.0 h1:AAAA=\ngithub.com/acme/lib v1.2.0/go.mod h1:BBBB=\n';

/** A Go project, and what `nix run .#lock` writes for some lists of modules. */
const shop = (more: Readonly<Record<string, string>>): string =>
  temporaryFolder({
    'go.mod': mod,
    'main.go': 'package main\n\nfunc main() {\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n',
    ...more,
  });
const writtenFor = (lists: string): string =>
  JSON.stringify({ lists: createHash('sha256').update(lists).digest('hex'), hash: 'sha256-AAAA' }, null, 2);

const vendoring = 'go mod vendor && git add --force vendor';
const locking = 'nix run .#lock && git add nix/modules.json';

describe('a Go project with modules and without vendor/', () => {
  it('is told both ways to have them', () => {
    expect(toldAt(shop({ 'go.sum': sums }))).toEqual([
      "missing: The modules in go.mod aren't in vendor/, and Nix can't download them without a hash | " +
        `${vendoring}, or with Nix, without vendor/ in Git: ${locking} @go.mod:5`,
    ]);
  });

  it('has all once Nix has written the hash, until go.mod or go.sum changes', () => {
    expect(toldAt(shop({ 'go.sum': sums, 'nix/modules.json': writtenFor(mod + sums) }))).toEqual([]);
    for (const files of [
      { 'go.sum': `${sums}\n`, 'nix/modules.json': writtenFor(mod + sums) },
      { 'go.sum': sums, 'nix/modules.json': writtenFor(sums) },
      { 'go.sum': sums, 'nix/modules.json': '{ "lists": ' },
    ])
      expect(toldAt(shop(files))).toEqual([
        expect.stringMatching(
          /^missing: go.mod or go.sum has changed since nix\/modules.json was written \| nix run .#lock && git add nix\/modules.json @nix\/modules.json:/,
        ),
      ]);
  });

  it('needs go.sum first', () => {
    expect(toldAt(shop({}))).toEqual([
      expect.stringMatching(
        /^missing: There's no go.sum, .* \| go mod tidy && go mod vendor && git add --force go.mod/,
      ),
    ]);
    expect(toldAt(shop({ 'vendor/modules.txt': '# github.com/acme/lib v1.2.0\n## explicit\n' }))).toEqual([]);
  });

  it('needs none for modules of its own', () => {
    const own = `${mod}\nreplace github.com/acme/lib => ./lib\n`;
    expect(toldAt(shop({ 'go.mod': own, 'lib/go.mod': 'module github.com/acme/lib\n\ngo 1.24\n' }))).toEqual([
      `missing: The modules in go.mod aren't in vendor/, where Nix looks for them | ${vendoring} @go.mod:5`,
    ]);
  });

  it.each([
    ['Dockerfile', 'FROM golang:1.26\nENV GOPRIVATE=github.com/acme/*\n'],
    ['Makefile', 'export GOPRIVATE := github.com/acme\n'],
    ['.github/workflows/test.yml', 'env:\n  GOPRIVATE: "github.com/acme"\n'],
  ])('is told to vendor private modules, which %s names', (path, text) => {
    expect(toldAt(shop({ 'go.sum': sums, [path]: text }))).toContainEqual(
      expect.stringMatching(
        `^missing: ${path} says that modules below github.com/acme\\S* are private, .* \\| ${vendoring} @`,
      ),
    );
  });
});
