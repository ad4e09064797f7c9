import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of a folder that all test files of a run share. */
    readonly runFolder: string;
  }
}

/** Gives a run of the tests a folder to share; it is removed at the end. */
export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'heroku-nix-test-'));
  chmodSync(folder, 0o755);
  provide('runFolder', folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
