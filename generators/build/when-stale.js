/*
 * Builds dist/ if a source is newer than the last build, so `npm start` doesn't build each time. Plain JavaScript,
 * since it runs before anything is built.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const built = timeOf('dist/built');
const sources = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  ...['generators', 'templates'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  ),
];
if (built === undefined || sources.some((path) => (timeOf(path) ?? 0) > built)) {
  process.stderr.write('Building, as the sources are newer than the last build.\n');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}

/**
 * @param {string} path
 * @returns {number | undefined} when it was last changed, in milliseconds; undefined if there is no such file
 */
function timeOf(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
}
