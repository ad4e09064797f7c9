/* One look at a project, timed from inside: the other half of lookRatios. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCatalog } from '../../dist/generators/core/catalog/load.js';
import { examine } from '../../dist/generators/core/project/detect.js';
import { openTree } from '../../dist/generators/core/project/tree.js';

const folder = String(workerData);
const { templates, detection } = loadCatalog();
const start = performance.now();
openTree(folder, detection.ignore);
const walk = performance.now() - start;
const again = performance.now();
examine({ templates, common: detection }, folder);
parentPort?.postMessage({ walk, all: performance.now() - again });
