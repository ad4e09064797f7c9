import { describe, expect, it } from 'vitest';
import type { Detected } from '../../generators/core/model/detection.js';
import { explanation } from '../../generators/core/commands/onboard/explain.js';
import { openTree, treeBelow } from '../../generators/core/project/tree.js';
import { examinedAt, requirementsFrom, unmetAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';
import { catalog } from '../support/rendering.js';

const found = (files: Readonly<Record<string, string>>): Detected => examinedAt(temporaryFolder(files)).detected;

const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

describe('a limit on what is read', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, RegExp])[] = [
    [
      'dependencies',
      { 'requirements.txt': many(20_005, (each) => `p${each}\n`) },
      'requirements.txt',
      /first 20000 dep/,
    ],
    ['lines', { 'requirements.txt': '#\n'.repeat(100_001) }, 'requirements.txt', /first 100000 lines/],
    ['the length of a line', { 'requirements.txt': 'a'.repeat(2_001) }, 'requirements.txt', /more than 2000 char/],
    ['bytes', { 'requirements.txt': 'a\n'.repeat(5 * 1024 * 1024) }, 'requirements.txt', /larger than 8192 kB/],
    [
      'levels',
      { 'package.json': `{"a":${'['.repeat(101)}${']'.repeat(101)}}` },
      'package.json',
      /more than 100 levels/,
    ],
    [
      'included files',
      {
        'requirements.txt': many(101, (each) => `-r a${each}.txt\n`),
        ...Object.fromEntries(Array.from({ length: 101 }, (_, each) => [`a${each}.txt`, ''])),
      },
      'a99.txt',
      /too many files/,
    ],
    [
      'processes',
      { 'requirements.txt': 'flask\n', Procfile: many(1_001, (each) => `p${each}: run\n`) },
      'Procfile',
      /first 1000 lines/,
    ],
    [
      'the length of a value',
      { 'package.json': JSON.stringify({ scripts: { start: `node a.js ${'b'.repeat(4_000)}` } }) },
      'package.json',
      /value of more than 4000/,
    ],
  ];
  it.each(cases)('on %s is reported if it cut something off', (_, files, path, why) => {
    const { unread } = found(files);
    expect(unread).toContainEqual({ path, why: expect.stringMatching(why) as string });
  });

  it('is shown in the explanation and among the remaining steps', () => {
    const root = temporaryFolder({
      'requirements.txt': `flask\ngunicorn\n${'x'.repeat(2_001)}\n`,
      Procfile: 'web: gunicorn a:b\n',
    });
    expect(explanation(catalog, examinedAt(root).detected)).toMatch(
      /not read\s+requirements\.txt: an entry of more than 2000 characters/,
    );
    expect(unmetAt(root)).toContainEqual(
      expect.stringMatching(/^build unknown: requirements\.txt was not read in full/),
    );
  });

  it("isn't mentioned if nothing was cut off", () => {
    expect(found({ 'requirements.txt': 'flask\n', 'app.py': 'app = Flask(__name__)\n' }).unread).toEqual([]);
  });

  it('applies to a part and is reported by the whole', () => {
    const tree = openTree(temporaryFolder({ 'api/requirements.txt': 'a\0' }), []);
    expect(treeBelow(tree, 'api').text('requirements.txt')).toBeUndefined();
    expect(tree.unread()).toMatchObject([{ path: 'api/requirements.txt', why: 'it is not UTF-8 text' }]);
  });
});

describe('a dependency', () => {
  const evidence = (detected: Detected) => detected.dependencies.map(({ name, evidence: { line } }) => [name, line]);

  it('is shown on its own line, even if its name is also elsewhere', () => {
    const text =
      '{\n "scripts": { "start": "pg" },\n "dependencies": {\n  "express": "5",\n  "pg-pool": "3",\n  "pg": "8"\n }\n}\n';
    expect(evidence(found({ 'package.json': text }))).toEqual([
      ['express', 4],
      ['pg-pool', 5],
      ['pg', 6],
    ]);
  });

  it('is shown on its line in a list of thousands', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `p${index}`);
    const { dependencies } = found({
      'package.json': JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) }, null, 1),
    });
    expect(dependencies.map(({ evidence: { line } }) => line)).toEqual(names.map((_, index) => index + 3));
  });

  it('is parsed from a line with a comment, a URL or extras', () => {
    const lines = [
      'a',
      'b # c',
      'd==1;python_version<"3"',
      'e[f, g] >= 2, <3  # h\r',
      'i @ https://example.org/i.whl ; x',
      'j (>=1)',
      'l[m] (>=1, <2) ; extra == "n"',
      '# k',
      ' -e .',
      '',
    ];
    const { dependencies } = found({ 'requirements.txt': lines.join('\n') });
    expect(dependencies.map(({ name, extras, version, url }) => [name, extras.join(), version, url])).toEqual([
      ['a', '', '', ''],
      ['b', '', '', ''],
      ['e', 'f,g', '>=2,<3', ''],
      ['i', '', '', 'https://example.org/i.whl'],
      ['j', '', '>=1', ''],
    ]);
  });
});

describe('a call over several lines', () => {
  const told = (files: Readonly<Record<string, string>>) =>
    requirementsFrom(examinedAt(temporaryFolder(files))).map(
      ({ headline, evidence: [place] }) => `${headline} ${place?.line ?? ''}`,
    );

  it.each([
    ['requirements.txt', 'flask\n', 'main.py', 'import flask\napp.run(\n    debug=True,\n    host="127.0.0.1",\n)\n'],
    ['package.json', '{"scripts":{"start":"node x.js"}}', 'x.js', '\napp.listen(\n  port,\n  "localhost",\n);\n'],
    ['go.mod', 'module x\n', 'x.go', 'func main() {\nhttp.ListenAndServe(\n\t"127.0.0.1:80", nil)\n'],
  ])('is found next to %s, on its first line', (manifest, text, path, source) => {
    const files = {
      [manifest]: text,
      [path]: source,
      ...(path === 'main.py' ? { Procfile: 'web: python main.py\n' } : {}),
    };
    expect(told(files)).toContainEqual(expect.stringMatching(/this machine only.* 2$/));
  });

  it('makes an app if all its parameters have defaults', () => {
    const source = 'def create_app(\n    config: str = "a",\n    debug=False,\n) -> Flask:\n    pass\n';
    expect(found({ 'requirements.txt': 'flask\n', 'shop.py': source }).facts.start?.value).toContain(
      'shop:create_app()',
    );
    expect(
      found({ 'requirements.txt': 'flask\n', 'shop.py': source.replace('=False', '') }).facts.start,
    ).toBeUndefined();
  });
});
