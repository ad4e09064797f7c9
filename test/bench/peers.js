import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Installs another tool from npm, once, outside the clone.
 *
 * @param {string} spec name and version, e.g. "create-vite@9.3.0"
 * @returns {string} the folder's node_modules
 */
export function installedPeer(spec) {
  const cache = join(tmpdir(), `heroku-nix-peers-${process.getuid?.() ?? 0}`);
  const kept = join(cache, spec.replaceAll('/', '+'));
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    const folder = mkdtempSync(join(cache, '.new-'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    execFileSync('npm', ['install', ...flags, spec], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    renameSync(folder, kept);
  }
  return join(kept, 'node_modules');
}
