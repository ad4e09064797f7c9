import type { Requirement } from '../../model/readiness.js';
import { met, missing } from '../verdict.js';
import { most, some, type Ground } from './ground.js';

/** Heroku starts only web by itself. */
export function processRequirements({ conclusion: { project } }: Ground): Requirement[] {
  const others = Object.keys(project.processes).filter((type) => !['web', 'release'].includes(type));
  if (others.length === 0) return [];
  const isWithoutWeb = project.processes.web === undefined;
  return [
    ...(isWithoutWeb
      ? [met('process', 'answer', { headline: 'No process answers requests, so none has to listen' })]
      : []),
    missing('scale', 'keep', {
      headline:
        others.length === 1
          ? `The ${others[0] ?? ''} doesn't run until you scale it`
          : `${some(others, most)} don't run until you scale them`,
      fix: `after the first deploy: heroku ps:scale ${others.map((type) => `${type}=1`).join(' ')}`,
    }),
  ];
}
