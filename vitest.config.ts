import { defineConfig } from 'vitest/config';

/** Folders whose tests start programs: the tool itself, npm, browsers. The others test functions, and are quick. */
const started = ['attack', 'page', 'roads', 'supply', 'tools'].map((folder) => `test/${folder}/**/*.test.ts`);

/** Kept trees hold the tests of the apps in them. */
const kept = 'test/expected/**';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // These share what they import, which takes longer than the tests themselves.
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [kept, ...started], isolate: false },
      },
      { extends: true, test: { name: 'programs', include: started, exclude: [kept], isolate: false } },
    ],
    globalSetup: ['test/support/run-folder.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
