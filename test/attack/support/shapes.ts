/** The files of a project that is meant to be slow to look at, by path. */
export type Shape = Readonly<Record<string, string>>;

const kilo = 1024;
const mega = 1024 * 1024;
const node = { 'package.json': '{"scripts":{"start":"node x.js"},"dependencies":{"express":"5"}}' };
const python = { 'requirements.txt': 'flask\n' };

const filled = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, Math.floor(length));
const numbered = (count: number, line: (index: number) => string): string =>
  Array.from({ length: Math.floor(count) }, (_, index) => line(index)).join('');
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const files = (count: number, name: (index: number) => string, text: (index: number) => string): Shape =>
  Object.fromEntries(Array.from({ length: Math.floor(count) }, (_, index) => [name(index), text(index)]));
const packages = (count: number, indent?: number): string =>
  JSON.stringify(
    {
      dependencies: files(
        count,
        (index) => `p${index}`,
        () => '^1.0.0',
      ),
    },
    null,
    indent,
  );

/** Projects that grow with `part`, which is 1 for the intended size. */
export const shapes: Readonly<Record<string, (part: number) => Shape>> = {
  'many lines': (part) => ({ 'requirements.txt': numbered(40_000 * part, (index) => `p${index}\n`) }),
  'a million lines': (part) => ({ 'requirements.txt': numbered(1_000_000 * part, (index) => `p${index}\n`) }),
  'newlines only': (part) =>
    Object.fromEntries(
      ['package.json', 'go.mod', 'x.py', 'x.go', 'requirements.txt', 'Procfile', 'pnpm-workspace.yaml', 'Pipfile'].map(
        (name) => [name, filled('\n', 500 * kilo * part)],
      ),
    ),
  'many dependencies': (part) => ({ 'package.json': packages(12_000 * part, 2) }),
  'many dependencies on one line': (part) => ({ 'package.json': packages(12_000 * part) }),
  'dependencies out of order': (part) => ({
    'package.json': `{"dependencies":{${numbered(9_000 * part, (index) => `\n"a${index % 2 ? index : 20_000 - index}":"1",`)}"z":"1"}}`,
  }),
  'dependencies written with escapes': (part) => ({
    'package.json': `{"dependencies":{${numbered(9_000 * part, (index) => `\n"\\u0061${index}":"1",`)}"z":"1"}}`,
  }),
  'many keys in TOML': (part) => ({
    'pyproject.toml': `[tool.poetry.dependencies]\n${numbered(100_000 * part, (index) => `k${index} = "1"\n`)}`,
  }),
  'a large TOML file': (part) => ({
    'pyproject.toml': `[project]\ndependencies = [${numbered(800_000 * part, (index) => `"k${index}",`)}]\n`,
  }),
  'one long line': (part) => ({
    'requirements.txt': filled('a', 100 * kilo * part),
    'app.py': filled('run(host = ', 100 * kilo * part),
  }),
  'a function with many defaults': (part) => ({
    ...python,
    'x.py': `def create_app(${filled('a=', 500 * kilo * part)}`,
  }),
  'many unclosed calls, in Python': (part) => ({ ...python, 'x.py': filled('run(', 160 * kilo * part) }),
  'many unclosed calls': (part) => ({ ...node, 'x.js': filled('listen(', 140 * kilo * part) }),
  'a repeated word': (part) => ({ ...node, 'x.js': filled('PORT ', 80 * kilo * part) }),
  'many large files': (part) => ({
    ...node,
    ...files(
      60 * part,
      (index) => `x${index}.js`,
      () => filled('listen(', 490 * kilo),
    ),
  }),
  'a large Procfile': (part) => ({ ...python, Procfile: filled('web: gunicorn app:app\n', mega * part) }),
  'a Procfile with many processes': (part) => ({
    ...python,
    Procfile: numbered(20_000 * part, (each) => `p${each}: run\n`),
  }),
  'many modules': (part) => ({
    'go.mod': `module x\nrequire (\n${numbered(20_000 * part, (index) => `\tgithub.com/a/b${index} v1.0.0\n`)})\n`,
  }),
  'a huge lock file': (part) => ({
    ...node,
    'package-lock.json': `{"packages":{${numbered(400_000 * part, (index) => `"node_modules/p${index}":{"version":"1.0.0","integrity":"sha512-${index}","resolved":"https://example.org/p${index}.tgz"},\n`)}"":{}}}`,
  }),
  'deep JSON': (part) => ({ 'package.json': `{"scripts":{"start":${deep(20_000 * part)}}}` }),
  'very deep JSON': (part) => ({ 'package.json': `{"dependencies":{"a":${deep(1_000_000 * part)}}}` }),
  'deep TOML': (part) => ({ 'pyproject.toml': `[project]\ndependencies = ${deep(200_000 * part)}\n` }),
  'a deep TOML key': (part) => ({ 'pyproject.toml': `a${'.a'.repeat(1_000_000 * part)} = 1\n` }),
  'files that include each other': (part) => ({
    ...files(
      2_000 * part,
      (each) => `r${each}.txt`,
      (each) => `-r r${each + 1}.txt\n-r r0.txt\np${each}\n`,
    ),
    'requirements.txt': '-r r0.txt\nflask\n',
  }),
  'included files that are missing': (part) => ({
    'requirements.txt': numbered(10_000 * part, (index) => `-r a${index}.txt\n`),
  }),
  'a huge .gitignore': (part) => ({ ...python, '.gitignore': filled('abcdefgh/\n', 8 * mega * part) }),
  'many misspelled names': (part) =>
    files(
      4_000 * part,
      (index) => `requirments${index}.txt`,
      () => '',
    ),
  'many files in one folder': (part) =>
    files(
      50_000 * part,
      (index) => `f${index}.py`,
      () => '',
    ),
  'long values': (part) => ({
    'package.json': JSON.stringify({
      scripts: { start: filled('npm run build && ', 500 * kilo * part) },
      dependencies: { a: filled(' ', 500 * kilo * part) },
    }),
  }),
};
