import type { Requirement } from '../../model/readiness.js';
import { isServing } from '../processes.js';
import { met, missing } from '../verdict.js';
import { most, some, type Ground } from './ground.js';

/** Heroku starts only web by itself. */
export function processRequirements(ground: Ground): Requirement[] {
  const { project } = ground.conclusion;
  const others = Object.keys(project.processes).filter((type) => !['web', 'release'].includes(type));
  if (others.length === 0) return [];
  return [
    ...(servesNothing(ground)
      ? [met('process', 'answer', { headline: 'No process answers requests, so none has to listen' })]
      : []),
    missing('scale', 'keep', {
      headline:
        others.length === 1
          ? `The ${others[0] ?? ''} doesn't run until you scale it`
          : `${some(others, most)} don't run until you scale them`,
      fix: `after the first deploy${others.length === 1 ? '' : ', for those that should keep running'}: heroku ps:scale ${others.map((type) => `${type}=1`).join(' ')}`,
    }),
  ];
}

/** Whether the project has processes, and none that answers requests. */
export function servesNothing({ conclusion: { project }, detected }: Ground): boolean {
  const types = Object.keys(project.processes);
  return types.length > 0 && !types.includes('web') && !isServing(detected);
}
