import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readManifests } from '../../generators/core/catalog/manifests.js';
import { patternFaults, patternsIn, tradeFaults } from '../../generators/core/catalog/patterns.js';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import { temporaryFolder } from '../support/folders.js';

describe('a pattern of detection', () => {
  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['repeats without a limit and without ^', String.raw`\brun\([^)]*host`, /\[\^\)\]\* has no end/],
    ['repeats without a limit in one of its alternatives', String.raw`^a|b.*c`, /\.\* has no end/],
    ['goes past its line', String.raw`^\s*-`, /\\s\* can leave its line/],
    ['goes past its line with a class', String.raw`^a[^)]*\)`, /\[\^\)\]\* can leave its line/],
    ['repeats a group without a limit', '^(?:a,)*b', /can leave its line/],
    ['trades characters', String.raw`^web:[ \t]*(\S.*?)[ \t]*$`, /quadratic time: try " " 50,000 times/],
    ['trades characters within its bounds', String.raw`a\s{0,40}\s{0,40}b`, /quadratic time/],
    ['trades characters with itself', '^(?:a{1,20}){0,20}b', /exponential time|quadratic time/],
    ['matches too much text', 'a.{0,3000}b', /can match 3002 characters/],
    ['has a backreference', String.raw`(a)\1`, /refers back/],
  ];
  it.each(refused)('is refused if it %s', (_, source, fault) => {
    expect(patternFaults(source).join('\n')).toMatch(fault);
  });

  it.each([
    String.raw`^web:[ \t]*(\S.*)$`,
    String.raw`\brun\([^()]{0,300}\bhost\s{0,9}=`,
    '^(?!.*(?:a b|c)).',
    '"next"',
  ])('is accepted: %s', (source) => {
    expect(patternFaults(source)).toEqual([]);
  });

  it('is found anywhere in a rule', () => {
    const rule = { pattern: 'a', where: { pattern: 'b' }, list: [{ except: 'c', production: 'd', value: 'e' }] };
    expect(patternsIn(rule, 'x.')).toEqual([
      { where: 'x.pattern', source: 'a' },
      { where: 'x.where.pattern', source: 'b' },
      { where: 'x.list.0.except', source: 'c' },
      { where: 'x.list.0.production', source: 'd' },
    ]);
  });

  it('fails the build if it is slow, naming the manifest, the rule and the text', () => {
    const root = temporaryFolder();
    cpSync(templatesRoot, root, { recursive: true });
    const path = join(root, 'go/template.yml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('pattern: \'"net/http"\'', "pattern: '^a*a*b'"));
    expect(() => readManifests(root)).toThrow(
      /go\/template\.yml has patterns that some texts make slow:\n {2}detect\.facts\.framework\.\d+\.pattern: \^a\*a\*b\n.*try "a" 50,000 times/,
    );
  });
});

describe('the regular expressions in the sources', () => {
  const sources = readdirSync('generators', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );

  it.each(sources)('take linear time: %s', (path) => {
    const file = ts.createSourceFile(path, readFileSync(join('generators', path), 'utf8'), ts.ScriptTarget.Latest);
    const faults: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const found = tradeFaults(node.text.slice(1, end), node.text.slice(end + 1), { Move: true });
        faults.push(...found.map((fault) => `${node.text}: ${fault}`));
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    expect(faults).toEqual([]);
  });
});
