/* The build behind TypeScript: everything else that dist/ holds, each step out of the former ones' results. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../core/catalog/paths.js';

for (const step of ['site', 'manifests', 'commands', 'completion', 'bundle', 'create-package'])
  await import(`./${step}.js`);

// By the time of this file `when-stale.js` knows when the last build was.
writeFileSync(join(packageRoot, 'dist/built'), '');
