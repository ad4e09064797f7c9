/*
 * Loaded before a program: ends it at one of its calls that change the file system below a folder. KILL_BELOW is the
 * folder, KILL_AT the number of the call, from 0, KILL_BY the signal; without it, it ends as by a power cut.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout } from 'node:timers/promises';

const { KILL_BELOW: folder = '', KILL_AT: at = '', KILL_BY: signal = 'SIGKILL' } = process.env;
let left = Number(at);

for (const name of /** @type {const} */ (['mkdir', 'mkdtemp', 'writeFile', 'rename', 'rm', 'rmdir'])) {
  /** @type {unknown} */
  const real = Reflect.get(fs.promises, name);
  /** @param {unknown[]} args */
  const mortal = async (...args) => {
    if (String(args[0]).startsWith(folder) && left-- === 0) {
      process.kill(process.pid, signal);
      // A signal that can be heard is heard before the call is made.
      await setTimeout(50);
    }
    /** @type {unknown} */
    const result = await Reflect.apply(/** @type {() => unknown} */ (real), fs.promises, args);
    return result;
  };
  Object.assign(fs.promises, { [name]: mortal });
}
syncBuiltinESMExports();
