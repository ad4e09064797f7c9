import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../generators/core/model/errors.js';
import { usersRegistry } from '../../generators/core/tools/npm-registry.js';
import { npmSettings, type Environment } from '../../generators/core/tools/npm-settings.js';
import { freshFolder, place } from '../support/folders.js';
import { effort, tried } from './support/effort.js';

const word = fc.oneof(
  fc.constantFrom('registry', '@s:registry', 'userconfig', 'globalconfig', 'prefix', '__proto__', 'constructor'),
  fc.constantFrom('=', ' = ', '\n', '\r\n', '[', ']', '[]', '"', "'", ';', '#', '\\', '\0', '\u2028', '~/', '/', '../'),
  fc.constantFrom('https://', 'http://', 'file://', 'javascript:', 'user:secret@', 'x.invalid', '?token=secret', '#x'),
  fc.constantFrom(
    '${',
    '}',
    '${A}',
    '${A?}',
    '\\${A}',
    '${NONE}',
    '${NONE?}',
    '${${A}}',
    '${__proto__}',
    '${toString}',
  ),
  fc.string({ maxLength: 5 }),
);
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(''));

/** What is wrong, unless it is a URL without credentials or our own refusal. */
function faultOf(env: Environment): string | undefined {
  for (const scope of [undefined, '@s']) {
    try {
      const url = usersRegistry(npmSettings(env))(scope);
      if (!/^https?:\/\/[^/@?#]+(\/[^?#]*)?\/$/.test(url)) return `gives ${url}`;
    } catch (error) {
      if (!(error instanceof UserError)) return String(error);
    }
  }
  return undefined;
}

describe('npm’s settings', () => {
  it('of any form give a URL without credentials, or are refused', () => {
    const home = freshFolder();
    const runs = effort(300, 20_000);
    const faults: string[] = [];
    fc.assert(
      fc.property(text, text, text, fc.dictionary(text, text, { maxKeys: 3 }), (user, global, registry, rest) => {
        place(home, { '.npmrc': user, 'etc/npmrc': global });
        const env = { ...rest, HOME: home, PREFIX: home, A: 'https://a.invalid', NPM_CONFIG_REGISTRY: registry };
        const fault = faultOf(env) ?? faultOf({ ...env, NPM_CONFIG_REGISTRY: '' });
        if (fault !== undefined) faults.push(`${JSON.stringify({ user, global, env })} ${fault}`);
      }),
      { numRuns: runs },
    );
    tried('npm settings', runs * 2, faults.length);
    expect(faults).toEqual([]);
  });

  const nasty = ['\\', '${', '$', '{', '${A', '${A}', '[', '[a', 'a[]=', '=', ' ', '"', ';', 'a=1\n', '\n', '\\${'];
  it('of the maximum size are read in less than two seconds', () => {
    const home = freshFolder();
    const slow: string[] = [];
    for (const part of nasty) {
      const long = part.repeat(Math.floor(900_000 / part.length));
      place(home, { '.npmrc': `registry=${long}\n${long}=x\n`.slice(0, 1_000_000) });
      const start = performance.now();
      const fault = faultOf({ HOME: home, PREFIX: join(home, 'none') });
      const seconds = (performance.now() - start) / 1000;
      if (seconds > 2 || fault !== undefined)
        slow.push(`${part} ${seconds.toFixed(1)} s ${(fault ?? '').slice(0, 100)}`);
    }
    tried('npm settings of the greatest size', nasty.length, slow.length);
    expect(slow).toEqual([]);
  });
});
