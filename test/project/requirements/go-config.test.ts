import { describe, expect, it } from 'vitest';
import { toldAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const shop = (line: string, more: Readonly<Record<string, string>> = {}): string =>
  temporaryFolder({
    'go.mod': 'module example.com/shop\n\ngo 1.24.0\n',
    'main.go': `package main\n\n${line}\n\nfunc main() {\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n`,
    ...more,
  });

const tag =
  'type options struct {\n\tConf string `short:"f" long:"conf" env:"CONF" default:"shop.yml" description:"c"`\n}';
const flag = 'var path = flag.String("config", "./conf/shop.toml", "settings")';

describe('a file of settings that a Go program reads at its start', () => {
  it.each([
    ['a struct tag', tag, 'shop.yml'],
    ['a flag', flag, 'conf/shop.toml'],
  ])('named by %s is told if it is not there', (_, line, path) => {
    expect(toldAt(shop(line))).toEqual([
      `unknown: main.go reads ${path} unless it is told another name, and the repository has no such file | ` +
        `if the app ends without it, commit one: git add --force ${path} @main.go:${line === tag ? 4 : 3}`,
    ]);
    expect(toldAt(shop(line, { [path]: '' }))).toEqual([]);
  });
});
