/*
 * Loaded before a program: ends it, as a power cut would, at one of its calls that change the file system below a
 * folder. KILL_BELOW is the folder, KILL_AT the number of the call, from 0.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { KILL_BELOW: folder = '', KILL_AT: at = '' } = process.env;
let left = Number(at);

for (const name of /** @type {const} */ (['mkdir', 'mkdtemp', 'writeFile', 'rename', 'rm', 'rmdir'])) {
  /** @type {unknown} */
  const real = Reflect.get(fs.promises, name);
  /** @param {unknown[]} args */
  const mortal = (...args) => {
    if (String(args[0]).startsWith(folder) && left-- === 0) process.kill(process.pid, 'SIGKILL');
    /** @type {unknown} */
    const result = Reflect.apply(/** @type {() => unknown} */ (real), fs.promises, args);
    return result;
  };
  Object.assign(fs.promises, { [name]: mortal });
}
syncBuiltinESMExports();
