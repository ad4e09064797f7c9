import type { CommandSpec } from '../../terminal/command-spec.js';
import { writingSwitches, writingValues } from '../writing.js';

export const spec = {
  summary: 'create a repository that is ready to deploy',
  about: `Writes a web app that Nix builds and Heroku runs: flake, Dockerfile, heroku.yml, CI, tests, README.

Existing files are kept unless you agree, file by file.`,
  args: [{ name: 'directory', help: 'where to write; default: here', values: 'directories' }],
  answers: 'all',
  switches: writingSwitches,
  values: writingValues,
  examples: ['my-app', 'my-app --template {template} --yes', 'my-app --template {template} --yes --dry-run'],
} as const satisfies CommandSpec;
