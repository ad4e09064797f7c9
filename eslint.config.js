import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The rooms of generators/core and what each may import; beside that every room may import domain and errors.
 *
 * @type {Record<string, string[]>}
 */
const reach = {
  face: ['render', 'project', 'plan', 'tools', 'answers', 'catalog'],
  render: ['answers', 'catalog'],
  project: [],
  plan: [],
  tools: [],
  answers: ['catalog'],
  catalog: [],
};

/** What runs in a browser. */
const site = 'generators/core/face/gallery/site';

const yeoman = { regex: '^(yeoman-|@yeoman/)', message: 'Only doors and core/face know Yeoman.' };
const processes = { regex: '^(execa|node:child_process)$', message: 'Only core/tools starts processes.' };

const direction = Object.entries(reach).map(([room, open]) => {
  const closed = Object.keys(reach).filter((other) => other !== room && !open.includes(other));
  const walls = closed.map((other) => ({ group: [`**/${other}/*`], message: `${room} imports: ${open.join(', ')}` }));
  const patterns = [...walls, ...(room === 'face' ? [] : [yeoman]), ...(room === 'tools' ? [] : [processes])];
  /** @type {[2, { patterns: object[] }]} */
  const rule = [2, { patterns }];
  return { files: [`generators/core/${room}/**/*.ts`], rules: { 'no-restricted-imports': rule } };
});

export default defineConfig(
  { ignores: ['dist', 'templates', 'test/expected', 'test/fixtures', 'node_modules'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['test/tsconfig.json', `${site}/tsconfig.json`], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [2, { allowNumber: true }],
      'max-lines': [2, { max: 200 }],
      // TypeScript checks the scripts too, and knows Node's globals.
      'no-undef': 0,
    },
  },
  { files: ['generators/*/index.ts'], rules: { 'max-lines': [2, { max: 90 }] } },
  direction,
  {
    files: ['generators/core/*.ts'],
    rules: {
      'no-restricted-imports': [
        2,
        { patterns: [{ regex: '^\\./.+/', message: 'The ground floor imports no room.' }, yeoman] },
      ],
    },
  },
);
