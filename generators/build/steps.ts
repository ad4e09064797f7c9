/* The build after TypeScript: everything else in dist/. Each step uses the results of the ones before it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../core/catalog/paths.js';

for (const step of ['site', 'manifests', 'commands', 'completion', 'bundle', 'create-package'])
  await import(`./${step}.js`);

// The time of this file tells `when-stale.js` when the last build was.
writeFileSync(join(packageRoot, 'dist/built'), '');
