import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The rooms of generators/core, from top to bottom. Each may import from those below it.
 */
const rooms = [
  ['yeoman'],
  ['commands'],
  ['gallery'],
  ['terminal', 'render'],
  ['answers'],
  ['project', 'plan'],
  ['catalog'],
  ['tools'],
  ['model'],
];

/** What runs in a browser. */
const site = 'generators/core/gallery/site';

const yeoman = { regex: '^(yeoman-|@yeoman/)', message: 'Only core/yeoman knows Yeoman.' };

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
  const floor = rooms.findIndex((each) => each.includes(room));
  const closed = rooms.slice(0, floor + 1).flat();
  const walls = closed
    .filter((other) => other !== room)
    .map((other) => ({ group: [`**/${other}/*`], message: `${room} imports from the rooms below it.` }));
  return [...walls, ...(room === 'yeoman' ? [] : [yeoman])];
};

/**
 * @param {object[]} patterns
 * @returns {[2, { patterns: object[] }]}
 */
const imports = (...patterns) => [2, { patterns }];

const direction = rooms.flat().map((room) => ({
  files: [`generators/core/${room}/**/*.ts`],
  rules: { 'no-restricted-imports': imports(...wallsOf(room), processes) },
}));

export default defineConfig(
  { ignores: ['dist', 'templates', 'test/expected', 'test/fixtures', 'test/bench/apps/node', 'node_modules'] },
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
