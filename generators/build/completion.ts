/* A step of the build: the completion scripts for shells. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { completionRoot } from '../core/catalog/paths.js';

const sources = join(import.meta.dirname, '../../../generators/core/commands/completion');
cpSync(sources, completionRoot, { recursive: true, filter: (path) => !path.endsWith('.ts') });
