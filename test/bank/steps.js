/* The printed steps that a machine can take: they have no placeholder, and run nothing but what is listed here. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { loadCatalog } from '../../dist/generators/core/catalog/load.js';
import { exampleOf } from '../../dist/generators/core/project/variables.js';

/** Commands that read the project and change its list of packages or its index, but run none of its code. */
const harmless =
  /^(?:npm install --(?:package-lock-only|save-prod)|npm pkg set|go mod (?:edit|init|tidy|vendor)|git (?:add|mv|rm)|cp|mv)(?: (?:[\w@%+=:,./^~-]+|'[\w@%+=:,./^~-]+'))*$/;

/** Commands that lock Python packages. Some packages say what they need only by running code of theirs. */
const locking = /^(?:uv (?:lock|add|pip compile)|poetry (?:lock|add))(?: [\w@%+=:,./-]+| '[\w.[\],<>=~!-]+')*$/;

/** Commands that add lines to a file. */
const appending = /^printf '\\n%s\\n'(?: [\w.-]+| '[\w.[\],<>=~!-]+')+ >> [\w./-]+$/;

/** Flags that a step may ask for, with their values. */
const flag = /(--(?:root|web|worker|release|build|python|node|template)) (?:'([^']*)'|([^\s'<>]+))/g;

/** A config var of such a step: `NAME=<value>`, a secret of its own, or the value itself. */
const variable = /(\w+)=(<value>|"\$\(openssl rand -hex 32\)"|[\w@%+:,./-]+)/g;

/**
 * What a step comes to: commands, flags for `onboard`, or config vars for the dyno.
 *
 * @typedef {object} Step
 * @property {string[]} commands
 * @property {string[]} flags
 * @property {Record<string, string>} config
 */

const rules = loadCatalog().detection.config;

/**
 * Reads a fix.
 *
 * @param {string} fix
 * @returns {Step | undefined} undefined if a person has to take it
 */
export function stepOf(fix) {
  if (fix.startsWith('heroku config:set ')) {
    /** @type {Record<string, string>} */
    const config = {};
    for (const [, name = '', value = ''] of fix.matchAll(variable))
      config[name] = value.startsWith('"')
        ? randomBytes(32).toString('hex')
        : value === '<value>'
          ? exampleOf(rules, name)
          : value;
    return { commands: [], flags: [], config };
  }
  if (/^heroku-nix onboard |run the same command (?:again )?with /.test(fix)) {
    const flags = [...fix.matchAll(flag)].flatMap(([, name = '', quoted, plain = '']) => [name, quoted ?? plain]);
    return flags.length === 0 || fix.includes('<') ? undefined : { commands: [], flags, config: {} };
  }
  // What comes after a comma is for a person: it tidies up, or is another way. In brackets is how to get a program.
  const commands = (fix.split(/,? \(|, (?:and|once|or|then|so) /)[0] ?? '').split(' && ');
  return commands.every((each) => [harmless, locking, appending].some((one) => one.test(each)))
    ? { commands, flags: [], config: {} }
    : undefined;
}

/**
 * Runs the commands of a step.
 *
 * @param {string} folder
 * @param {readonly string[]} commands
 */
export function run(folder, commands) {
  for (const command of commands) {
    const [program = '', ...args] = command.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'));
    const env = { ...process.env, npm_config_package_lock_only: 'true' };
    if (locking.test(command)) asNobody(folder, [program, ...args]);
    else if (appending.test(command)) execFileSync('sh', ['-c', command], { cwd: folder });
    else execFileSync(program, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 });
  }
}

/**
 * Runs a command that may run code of others as a user who owns nothing else.
 *
 * @param {string} folder
 * @param {readonly string[]} words
 */
function asNobody(folder, words) {
  const home = mkdtempSync(join(tmpdir(), 'bank-home-'));
  try {
    execFileSync('chmod', ['-R', 'a+rwX', folder, home]);
    execFileSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', '--', ...words], {
      cwd: folder,
      env: { ...process.env, HOME: home, UV_CACHE_DIR: join(home, 'uv'), GIT_CONFIG_GLOBAL: '/dev/null' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
    });
    execFileSync('git', ['add', '--all'], { cwd: folder });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
