import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { entry, npmProject } from '../../support/npm-project.js';

const entries = { 'node_modules/typescript': entry('typescript', { dev: true, bin: { tsc: 'bin/tsc' } }) };
const scripts = { start: 'node a.js', build: 'tsc && npm run data', data: 'node scripts/data.js' };

describe('a build', () => {
  const doing = (code: string): readonly string[] =>
    requirementsFrom(
      examinedAt(temporaryFolder(npmProject(entries, { scripts }, { 'scripts/data.js': code })), 'node'),
    ).flatMap(({ stage, state, headline, evidence: [place] }) =>
      stage === 'build' && state.is === 'unknown' ? [`${headline} @${place?.path ?? ''}:${place?.line ?? 0}`] : [],
    );

  it.each([
    [
      'await fetch("https://example.com/a.json");',
      'which downloads from example.com, and Nix builds without a network',
    ],
    ['https.get(url, (answer) => answer.pipe(out));', 'which downloads, and Nix builds without a network'],
    ['await prisma.$connect();', 'which needs the database, and Nix builds without one'],
    ['const pool = new Pool();', 'which needs the database, and Nix builds without one'],
  ])('is asked about a script of its own that has %j', (code, what) => {
    expect(doing(`// data\n${code}\n`)).toEqual([`The build runs node scripts/data.js, ${what} @scripts/data.js:2`]);
  });

  it.each([
    'await fetch("http://localhost:3000/");',
    '// fetch("https://example.com/")',
    'fs.writeFileSync("a", "b");',
  ])('may start a script that has %j', (code) => {
    expect(doing(code)).toEqual([]);
  });
});
