/*
 * What the name of an example promises: the first word is the kind, each other word one fact. Words that aren't listed
 * promise nothing that detection could know.
 */

/** @type {Record<string, string>} */
export const kinds = {
  node: 'node',
  bun: 'node',
  npm: 'node',
  pnpm: 'node',
  tanstack: 'node',
  expo: 'node',
  python: 'flask',
  go: 'go',
  ruby: 'Ruby',
  php: 'PHP',
  rust: 'Rust',
  java: 'Java',
  scala: 'Scala',
  clojure: 'Clojure',
  elixir: 'Elixir',
  gleam: 'Gleam',
  crystal: 'Crystal',
  csharp: 'C#',
  fsharp: 'F#',
  dotnet: 'C#',
  dart: 'Dart',
  deno: 'Deno',
  swift: 'Swift',
  zig: 'Zig',
  haskell: 'Haskell',
  cpp: 'C or C++',
  cobol: 'COBOL',
  scheme: 'Scheme',
  staticfile: 'Static files',
};

/** The kinds that count toward the score. */
export const ours = ['node', 'flask', 'go'];

/** @type {Record<string, string>} */
export const managers = {
  npm: 'npm',
  yarn: 'yarn',
  pnpm: 'pnpm',
  bun: 'bun',
  poetry: 'poetry',
  pdm: 'pdm',
  uv: 'uv',
  pip: 'pip',
  pipfile: 'pipenv',
  pipenv: 'pipenv',
};

/** @type {Record<string, string>} */
export const frameworks = {
  django: 'Django',
  flask: 'Flask',
  fastapi: 'FastAPI',
  fasthtml: 'FastHTML',
  next: 'Next.js',
  nuxt: 'Nuxt',
  remix: 'Remix',
  astro: 'Astro',
  angular: 'Angular',
  cra: 'Create React App',
  expo: 'Expo',
  tanstack: 'TanStack Start',
  sveltekit: 'SvelteKit',
  kit: 'SvelteKit',
  router: 'React Router',
  vite: 'Vite',
  gin: 'Gin',
  express: 'Express',
  fastify: 'Fastify',
  gorilla: 'gorilla/mux',
  vue: 'Vue',
};

/** @type {Record<string, string>} */
export const services = { postgres: 'postgresql', psycopg: 'postgresql', psycopg2: 'postgresql', redis: 'redis' };
