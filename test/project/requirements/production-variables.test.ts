import { expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const schema = (environment: string): string => `const env = z.object({
  API_KEY: z.string().optional(),
}).superRefine((all, ctx) => {
  if (all.NODE_ENV === "${environment}" && !all.API_KEY) {
    ctx.addIssue({
      code: "custom",
      path: ["API_KEY"],
    });
  }
}).parse(process.env);
`;

it.each([
  ['production', true],
  ['test', false],
])('a config var that a schema requires in %s alone is needed: %s', (environment, isNeeded) => {
  const all = requirementsFrom(
    examinedAt(
      temporaryFolder({
        'package.json': JSON.stringify({ scripts: { start: 'node server.js' } }),
        'server.js': `${schema(environment)}require('http').createServer().listen(process.env.PORT);\n`,
      }),
    ),
  );
  expect(all.some(({ headline }) => headline.startsWith('The app needs API_KEY'))).toBe(isNeeded);
});
