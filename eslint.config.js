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

/** What starts processes; a repository may name programs, so each way is written once and looked at closely. */
const starters =
  '^(node:)?(child_process|cluster)$|^(execa|open|cross-spawn|simple-git|shelljs|zx|nano-spawn|tinyexec)$';
const processes = { regex: starters, message: 'Only core/tools starts processes.' };

/** The same where it is not an import statement. */
const otherWays = [
  [`ImportExpression > Literal[value=/${starters.replaceAll('/', '\\/')}/]`, processes.message],
  ['CallExpression[callee.name="require"]', 'This is an ES module.'],
  ['MemberExpression[property.name=/^(getBuiltinModule|createRequire)$/]', 'Import it.'],
  [
    'MemberExpression[object.name="process"][property.name=/^(binding|_linkedBinding|dlopen)$/]',
    'It is not documented.',
  ],
  ['MemberExpression[property.name=/^(spawn.*|simpleGit)$/]', 'Yeoman starts no processes for us.'],
].map(([selector = '', message = '']) => ({ selector, message }));

/** The files of core/tools that start processes: git, a pager, a browser. */
const starting = ['git/run', 'pager', 'browser'].map((name) => `generators/core/tools/${name}.ts`);

/** @param {string} room */
const wallsOf = (room) => {
  const open = reach[room] ?? [];
  const closed = Object.keys(reach).filter((other) => other !== room && !open.includes(other));
  const walls = closed.map((other) => ({ group: [`**/${other}/*`], message: `${room} imports: ${open.join(', ')}` }));
  return [...walls, ...(room === 'face' ? [] : [yeoman])];
};

/**
 * @param {object[]} patterns
 * @returns {[2, { patterns: object[] }]}
 */
const imports = (...patterns) => [2, { patterns }];

const direction = Object.keys(reach).map((room) => ({
  files: [`generators/core/${room}/**/*.ts`],
  rules: { 'no-restricted-imports': imports(...wallsOf(room), processes) },
}));

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
  {
    files: ['generators/**/*.ts'],
    rules: { 'no-restricted-imports': imports(processes), 'no-restricted-syntax': [2, ...otherWays] },
  },
  direction,
  {
    files: ['generators/core/*.ts'],
    rules: {
      'no-restricted-imports': imports(
        { regex: '^\\./.+/', message: 'The ground floor imports no room.' },
        yeoman,
        processes,
      ),
    },
  },
  {
    files: starting,
    rules: { 'no-restricted-imports': imports(...wallsOf('tools')), 'no-restricted-syntax': 0 },
  },
  {
    files: starting.filter((path) => !path.includes('/git/')),
    rules: {
      'no-restricted-syntax': [2, { selector: 'Literal[value=/^git\\b/]', message: 'Only git/run.ts starts git.' }],
    },
  },
);
