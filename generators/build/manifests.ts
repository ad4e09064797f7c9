/* A step of the build: the manifests, checked, as one file that a run of the tool reads. */
import { writeFileSync } from 'node:fs';
import { readManifests } from '../core/catalog/manifests.js';
import { manifestsPath, templatesRoot } from '../core/catalog/paths.js';

writeFileSync(manifestsPath, JSON.stringify(readManifests(templatesRoot)));
