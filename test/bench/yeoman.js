/*
 * Yeoman's road: an environment, and our generator in it. Without a directory, the least that a generator can cost: one
 * with nothing to do.
 */
import { join } from 'node:path';
import { createEnv } from 'yeoman-environment';
import Generator from 'yeoman-generator';

const [directory] = process.argv.slice(2);
const env = createEnv();
if (directory === undefined) {
  class Empty extends Generator {
    writing() {
      // A generator without any task is refused.
    }
  }
  env.register(Empty, { namespace: 'empty:app', resolved: import.meta.filename });
  await env.run(['empty:app'], { skipInstall: true });
} else {
  const door = join(import.meta.dirname, '../../dist/generators/app/index.js');
  env.register(door, { namespace: 'heroku-nix:app', packagePath: join(import.meta.dirname, '../..') });
  /** @type {object} */
  const options = { yes: true };
  await env.run(['heroku-nix:app', directory], options);
}
