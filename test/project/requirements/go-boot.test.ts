import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom, unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const program = (body: string) => ({
  'go.mod': 'module example.com/shop\n\ngo 1.24.0\n',
  'main.go': `package main\n\nfunc main() {\n${body}\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n`,
});

describe('a program in Go that reads .env', () => {
  it.each([
    '\terr := godotenv.Load(".env")\n\tif err != nil {\n\t\tlog.Fatal("no file")\n\t}',
    '\tif err := godotenv.Load(); err != nil {\n\t\tpanic(err)\n\t}',
    '\terr = godotenv.Overload()\n\tif err != nil {\n\t\tos.Exit(1)\n\t}',
    '\tif err := godotenv.Load(".env"); err != nil {\n\t\tlogger.Fatalf("%v", err)\n\t}',
  ])('may end without it: %j', (body) => {
    expect(unmetAt(temporaryFolder(program(body)))).toEqual([
      "boot unknown: main.go ends the program if there's no .env file, and the image never has one",
    ]);
  });

  it.each([
    '\tgodotenv.Load()',
    '\t_ = godotenv.Load(".env")',
    '\tif err := godotenv.Load(); err != nil {\n\t\tlog.Println("no .env file")\n\t}',
  ])('may go on without it: %j', (body) => {
    expect(unmetAt(temporaryFolder(program(body)))).toEqual([]);
  });
});

describe('modules that git ignores', () => {
  it('are all in the repository after the printed step', () => {
    const folder = temporaryFolder({
      ...program(''),
      'go.mod': 'module example.com/shop\n\ngo 1.24.0\n\nrequire github.com/acme/lib v1.2.0\n',
      '.gitignore': 'vendor/\n',
    });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const [lock] = requirementsFrom(examinedAt(folder)).filter(({ kind }) => kind === 'lock');
    const [vendoring, ...others] = (lock?.state.is === 'missing' ? (lock.state.fix ?? '') : '').split(' && ');
    expect(vendoring).toBe('go mod vendor');
    mkdirSync(join(folder, 'vendor/lib'), { recursive: true });
    for (const path of ['vendor/modules.txt', 'vendor/lib/lib.go']) writeFileSync(join(folder, path), '');
    for (const each of others) execFileSync('sh', ['-c', each], { cwd: folder });
    expect(execFileSync('git', ['ls-files', 'vendor'], { cwd: folder, encoding: 'utf8' })).toBe(
      'vendor/lib/lib.go\nvendor/modules.txt\n',
    );
  });
});
