import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

/** What is said about the programs that a release phase starts. */
const toldOf = (
  dependencies: object,
  devDependencies: object,
  files: Readonly<Record<string, string>> = {},
): string[] =>
  requirementsFrom(
    examinedAt(
      temporaryFolder({
        'package.json': JSON.stringify({
          name: 'a',
          scripts: { start: 'node a.js', typeorm: 'typeorm-ts-node-esm', migrate: 'npm run typeorm migration:run' },
          ...{ dependencies, devDependencies },
        }),
        Procfile: 'web: npm start\nrelease: npm run migrate\n',
        'a.js': 'require("http").createServer().listen(process.env.PORT)\n',
        ...files,
      }),
      'node',
    ),
  )
    .filter(({ kind, state }) => kind === 'program' && state.is !== 'met')
    .map(({ headline, state }) => `${headline} | ${state.is === 'missing' ? (state.fix ?? '') : ''}`);

const [typeorm, tsNode, typescript] = [{ typeorm: '^0.3.0' }, { 'ts-node': '^10.9.2' }, { typescript: '^5.9.2' }];

describe('a program that starts those of other packages', () => {
  it('needs these in the image, in the versions that the project asks for', () => {
    expect(toldOf(typeorm, { ...tsNode, ...typescript })).toEqual([
      "release starts typeorm-ts-node-esm, which needs ts-node and typescript in the image | npm install --save-prod 'ts-node@^10.9.2' && npm install --save-prod 'typescript@^5.9.2'",
    ]);
    expect(toldOf({ ...typeorm, ...tsNode }, typescript)).toEqual([
      "release starts typeorm-ts-node-esm, which needs typescript in the image | npm install --save-prod 'typescript@^5.9.2'",
    ]);
  });

  it('has them', () => {
    expect(toldOf({ ...typeorm, ...tsNode, ...typescript }, {})).toEqual([]);
  });
});
