/*
 * The Yeoman way: an environment with our generator in it. Without a directory, a generator that does nothing: the
 * least that any generator can cost.
 */
import { join } from 'node:path';
import { createEnv } from 'yeoman-environment';
import Generator from 'yeoman-generator';

const [directory] = process.argv.slice(2);
const env = createEnv();
if (directory === undefined) {
  class Empty extends Generator {
    writing() {
      // Yeoman refuses a generator without any tasks.
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
