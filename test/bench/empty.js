/* The least that a Yeoman generator can cost: an environment, and a generator with nothing to do. */
import { createEnv } from 'yeoman-environment';
import Generator from 'yeoman-generator';

class Empty extends Generator {
  writing() {
    // A generator without any task is refused.
  }
}

const env = createEnv();
env.register(Empty, { namespace: 'empty:app', resolved: import.meta.filename });
await env.run(['empty:app'], { skipInstall: true });
