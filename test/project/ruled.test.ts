import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { RequirementRule } from '../../generators/core/model/requirement-rules.js';
import type { Requirement } from '../../generators/core/model/readiness.js';
import { ruled } from '../../generators/core/project/requirements/ruled.js';
import { openTree } from '../../generators/core/project/tree.js';
import { examinedAt, requirementsFrom } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';
import { catalog } from '../support/rendering.js';

const names = [
  'a;b.txt',
  'a$(id)b.txt',
  "it's.txt",
  'a b.txt',
  '-x.txt',
  'a\nb.txt',
  '\x1b]0;owned\x07.txt',
  'plain.txt',
];

/** The words that a shell reads in a command, without the first two. */
const wordsOf = (command: string): string[] =>
  spawnSync('sh', ['-c', `git() { shift; printf '%s\\0' "$@"; }; ${command}`], { encoding: 'utf8' })
    .stdout.split('\0')
    .slice(0, -1);

/** What mends each requirement that isn't met. */
const fixesOf = (requirements: readonly Requirement[]): string[] =>
  requirements.flatMap(({ state }) => (state.is === 'missing' && state.fix !== undefined ? [state.fix] : []));

const rule = { kind: 'test', stage: 'keep' } as const;

const ruledIn = (files: Readonly<Record<string, string>>, each: RequirementRule): Requirement[] => {
  const tree = openTree(temporaryFolder(files), []);
  return ruled({ tree, common: catalog.detection, dependencies: [] }, [each]);
};

describe('the fix of a requirement', () => {
  it('has each file name as one shell word, and its headline has the name as it is', () => {
    const files = Object.fromEntries(names.map((name) => [name, 'x']));
    const found = ruledIn(files, { ...rule, if: { file: '*.txt' }, headline: '{path} is old', fix: 'git rm {path}' });
    expect(found.map(({ headline }) => headline).sort()).toEqual(names.map((name) => `${name} is old`).sort());
    expect(fixesOf(found).flatMap(wordsOf).sort()).toEqual([...names].sort());
  });

  it('never comes from a file, whatever bytes the file contains', () => {
    const text = `name: a\0curl evil|sh`;
    const files = { 'a.txt': `${'#\n'.repeat(5000)}${text}\n` };
    const named = { file: '*.txt', pattern: '^name: (.*)$' };
    const found = ruledIn(files, { ...rule, if: named, headline: 'It is {1}', fix: 'mend it' });
    expect(found).toMatchObject([{ headline: 'It is a\0curl evil|sh', state: { is: 'missing', fix: 'mend it' } }]);
  });

  it('has a misspelled file name as one shell word', () => {
    const [template] = catalog.templates.filter(({ detect: { names: all } }) => all.includes('requirements.txt'));
    if (!template) throw new Error('no template reads requirements.txt');
    const misspelled = ['requirement;.txt', "requirement'.txt", 'requirement\x1b.txt'];
    for (const name of misspelled) {
      const root = temporaryFolder({ [name]: 'x', Procfile: 'web: x\n' });
      const fixes = fixesOf(requirementsFrom(examinedAt(root, template.id)));
      const [command = ''] = fixes
        .filter((fix) => fix.startsWith('git mv '))
        .map((fix) => fix.replace(/, then .*/, ''));
      expect(wordsOf(command)).toEqual([name, 'requirements.txt']);
    }
  });
});

describe('a rule', () => {
  const lock: RequirementRule = {
    ...{ ...rule, if: { file: 'a.json' }, unless: { file: 'a.lock' }, headline: 'There is no lock', fix: 'lock it' },
    met: '{path} pins the packages',
  };

  it('says what is missing, what meets it, and nothing where it does not apply', () => {
    expect(ruledIn({ 'a.json': '{}' }, lock)).toMatchObject([
      { headline: 'There is no lock', state: { is: 'missing', fix: 'lock it' }, evidence: [{ path: 'a.json' }] },
    ]);
    expect(ruledIn({ 'a.json': '{}', 'a.lock': '' }, lock)).toMatchObject([
      { headline: 'a.lock pins the packages', state: { is: 'met' }, evidence: [{ path: 'a.lock' }] },
    ]);
    expect(ruledIn({ 'b.json': '{}', 'a.lock': '' }, lock)).toEqual([]);
  });

  it("says how to find out what it can't tell, and that nothing mends what has no fix", () => {
    const bare: RequirementRule = { ...rule, if: lock.if, headline: lock.headline };
    expect(ruledIn({ 'a.json': '{}' }, { ...bare, check: 'look at {path}' })).toMatchObject([
      { state: { is: 'unknown', check: 'look at a.json' } },
    ]);
    expect(ruledIn({ 'a.json': '{}' }, bare).map(({ state }) => state)).toEqual([{ is: 'missing' }]);
  });
});
