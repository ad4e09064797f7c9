/* The look-alike's Python packages for a bank: wheels of PyPI, in the versions that nixpkgs has. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder as world } from '../proof/support/world.js';

/** What is asked for, as nix/app.nix has it: `"uvicorn[standard] ==0.27.0"`. */
const requirement = /^ {4}"([\w.-]+(?:\[[\w,.-]+\])?)[^"]*"$/gm;

/**
 * Downloads what the copies ask for, with all it needs.
 *
 * @param {readonly string[]} folders copies of repositories
 * @param {string} file becomes a Nix file of these packages
 * @param {(line: string) => void} say
 */
export function wheelsFor(folders, file, say) {
  const names = folders.flatMap((folder) => {
    const path = join(folder, 'nix/app.nix');
    const list = existsSync(path) ? /^ {2}requirements = [^;]*;/m.exec(readFileSync(path, 'utf8')) : null;
    return [...(list?.[0] ?? '').matchAll(requirement)].map(([, name = '']) => name);
  });
  const versions = join(import.meta.dirname, '../../templates/flask/nixpkgs.yml');
  const args = [
    join(import.meta.dirname, 'wheels.py'),
    versions,
    join(world, 'root/opt/wheels'),
    file,
    ...new Set(names),
  ];
  say(execFileSync('python3', args, { encoding: 'utf8' }));
}
