import { describe, expect, it } from 'vitest';
import type { Onboarded } from '../../generators/core/model/detection.js';
import { processesOf } from '../../generators/core/render/onboarded.js';
import { catalog } from '../support/rendering.js';

const flask = catalog.templates.find(({ id }) => id === 'flask');

/** The process types of a project whose Procfile has these, in the order of the files. */
function typesOf(processes: Record<string, string>): string[] {
  const project: Onboarded = {
    processes,
    packages: [],
    programs: [],
    builds: '',
    manifests: [],
    variables: [],
    services: [],
    dockerfile: 'Dockerfile',
  };
  if (!flask) throw new Error('there is no template flask');
  return processesOf(flask, project, []).processes.map(({ name }) => name);
}

describe('the process types of an existing project', () => {
  it.each([
    ['a worker is named before it', { worker: 'python w.py', web: 'python app.py' }, ['web', 'worker']],
    // JavaScript puts the keys of an object that look like numbers first.
    ['one is named by a number', { web: 'python app.py', 24: 'python w.py' }, ['web', '24']],
    ['there is no web', { beat: 'python b.py', worker: 'python w.py' }, ['beat', 'worker']],
  ])('begin with web if %s', (_, processes, types) => {
    expect(typesOf(processes)).toEqual(types);
  });
});
