/* A step of the build: the checked manifests as one file that the tool reads when it runs. */
import { writeFileSync } from 'node:fs';
import { readManifests } from '../core/catalog/manifests.js';
import { manifestsPath, templatesRoot } from '../core/catalog/paths.js';

writeFileSync(manifestsPath, JSON.stringify(readManifests(templatesRoot)));
