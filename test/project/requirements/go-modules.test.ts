import { describe, expect, it } from 'vitest';
import { toldAt, unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

const serving = 'http.ListenAndServe(":"+os.Getenv("PORT"), nil)';

const go = (mod: string, vendored: string, more: Files = {}): Files => ({
  'go.mod': `module example.com/shop\n\ngo 1.24.0\n${mod}`,
  'main.go': `package main\n\nfunc main() {\n\t${serving}\n}\n`,
  ...(vendored === '' ? {} : { 'vendor/modules.txt': vendored }),
  ...more,
});

const lib = '# github.com/acme/lib v1.2.0\n## explicit; go 1.20\ngithub.com/acme/lib\n';
const required = '\nrequire github.com/acme/lib v1.2.0\n';
const embedding = (line: string): Files => ({
  'main.go': `package main\n\n${line}\nvar files embed.FS\n\nfunc main() {\n\t${serving}\n}\n`,
});

describe('a Go project that builds', () => {
  const fine: readonly Files[] = [
    go('', ''),
    go('\ntoolchain go1.99.1\n', ''),
    go(required, lib),
    go(`${required}\nexclude (\n\tgithub.com/acme/lib v1.1.0\n)\n`, lib),
    go(
      '\nrequire (\n\tgithub.com/acme/lib v1.2.0\n\tgithub.com/acme/deep v0.1.0 // indirect\n)\n\nreplace github.com/acme/lib => github.com/fork/lib v1.2.1\n',
      '# github.com/acme/lib v1.2.0 => github.com/fork/lib v1.2.1\n## explicit\n# github.com/acme/deep v0.1.0\n## explicit\n',
    ),
    go(
      '\nrequire github.com/mattn/go-sqlite3 v1.14.22 // indirect\n',
      '# github.com/mattn/go-sqlite3 v1.14.22\n## explicit\n',
    ),
    go('', '', {
      ...embedding('//go:embed all:web/dist templates/*.html "a.txt"'),
      'web/dist/a.js': '',
      'templates/a.html': '',
      'a.txt': '',
    }),
    go('', '', { 'tools/gen/main.go': 'package main\n\nimport "C"\n\n//go:embed nothing\nvar x string\n' }),
    go('', '', {
      'c.go': '//go:build cgo\n\npackage main\n\nimport "C"\n',
      'pure.go': '//go:build !cgo\n\npackage main\n',
    }),
  ];
  it.each(fine.map((files) => [JSON.stringify(files), files] as const))('%s', (_, files) => {
    expect(unmetAt(temporaryFolder(files))).toEqual([]);
  });
});

describe("a Go project that doesn't", () => {
  const wrong: readonly (readonly [Files, RegExp])[] = [
    [
      go('\nrequire (\n\tgithub.com/acme/lib v1.3.0\n\tgithub.com/acme/new v1.0.0\n)\n', lib),
      /^build missing: vendor\/ is behind go.mod: github.com\/acme\/lib v1.3.0 \(v1.2.0 there\), github.com\/acme\/new v1.0.0$/,
    ],
    [
      go('\nrequire (\n\tgithub.com/acme/lib v1.2.0\n\tgithub.com/a/b v1.0.0 // indirect\n)\n', lib),
      /behind go.mod: github.com\/a\/b v1.0.0$/,
    ],
    [go('', lib), /^build missing: vendor\/ has modules that go.mod doesn't ask for: github.com\/acme\/lib v1.2.0$/],
    [
      go(`${required}\nreplace github.com/acme/lib => ../lib\n`, lib),
      /behind go.mod: github.com\/acme\/lib \.\.\/lib$/,
    ],
    [
      go('\nrequire github.com/mattn/go-sqlite3 v1.14.22\n', '# github.com/mattn/go-sqlite3 v1.14.22\n## explicit\n'),
      /^boot missing: github.com\/mattn\/go-sqlite3 needs a C compiler/,
    ],
    [go('', '', { 'c.go': 'package main\n\n// int f();\nimport "C"\n' }), /^build missing: c.go needs a C compiler/],
    [go('', '', embedding('//go:embed web/dist')), /^build missing: main.go embeds web\/dist, which isn't there$/],
    [
      go('', '', { ...embedding('//go:embed a.txt b/*.html'), 'a.txt': '' }),
      /^build missing: main.go embeds b\/\*.html/,
    ],
    [
      go('', '', { Procfile: 'web: bin/server\n' }),
      /^boot missing: web starts bin\/server, but the build makes bin\/shop$/,
    ],
    [
      go('', '', { Procfile: 'web: ./bin/main -v\n' }),
      /^boot missing: web starts .\/bin\/main, but the build makes bin\/shop$/,
    ],
  ];
  it.each(wrong.map(([files, expected]) => [JSON.stringify(files), files, expected] as const))(
    '%s',
    (_, files, expected) => {
      expect(unmetAt(temporaryFolder(files))).toEqual([expect.stringMatching(expected)]);
    },
  );
});

describe('a Go project without a go.mod', () => {
  it.each([
    ['web: shop --verbose', 'shop'],
    ['web: ./bin/shop', 'shop'],
    ['web: exec bin/shop', 'shop'],
    ['worker: shop', 'app'],
  ])('gets a module whose program %j starts', (procfile, name) => {
    const files = { 'main.go': 'package main\n\nfunc main() {}\n', Procfile: `${procfile}\n` };
    expect(toldAt(temporaryFolder(files))).toContainEqual(
      expect.stringContaining(
        `There's no go.mod | go mod init example.com/${name} && go mod edit -go=1.24 && go mod tidy`,
      ),
    );
  });
});
