/*
 * Loaded before a program: makes one of its calls that change the file system below a folder go wrong.
 *
 * FAULT_BELOW is the folder, FAULT_AT the number of the call, from 0. FAULT is what happens:
 *   a signal, such as SIGKILL   the process gets it before the call is made
 *   an error, such as EIO       the call fails; with FAULT_LASTS, so do all later ones
 *   a path                      the call waits until there is something at the path
 * FAULT_MARK, if set, is a file that is created when it happens.
 */
import fs, { existsSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout } from 'node:timers/promises';

const {
  FAULT_BELOW: folder = '',
  FAULT_AT: at = '',
  FAULT: fault = 'SIGKILL',
  FAULT_LASTS: lasts,
  FAULT_MARK: mark,
} = process.env;
const first = Number(at);
let calls = 0;

/** Calls whose last argument is the path they write, and calls whose first one is. */
const second = ['link', 'symlink', 'copyFile'];
const names = ['mkdir', 'mkdtemp', 'writeFile', 'rename', 'rm', 'rmdir', 'unlink', 'chmod', ...second];

for (const name of names) {
  /** @type {unknown} */
  const real = Reflect.get(fs.promises, name);
  /** @param {unknown[]} args */
  const mortal = async (...args) => {
    if (String(args[second.includes(name) ? 1 : 0]).startsWith(folder)) await happen(name, calls++);
    /** @type {unknown} */
    const result = await Reflect.apply(/** @type {() => unknown} */ (real), fs.promises, args);
    return result;
  };
  Object.assign(fs.promises, { [name]: mortal });
}
syncBuiltinESMExports();

/**
 * @param {string} name
 * @param {number} call
 */
async function happen(name, call) {
  if (call < first || (call > first && lasts === undefined)) return;
  if (mark !== undefined) writeFileSync(mark, '');
  if (fault.startsWith('SIG')) {
    process.kill(process.pid, fault);
    // A signal that can be handled is handled before the call is made.
    await setTimeout(50);
  } else if (/^E[A-Z]+$/.test(fault))
    throw Object.assign(new Error(`${fault}: made for a test, ${name}`), { code: fault, syscall: name });
  else for (let turn = 0; turn < 600 && !existsSync(fault); turn += 1) await setTimeout(50);
}
