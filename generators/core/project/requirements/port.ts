import type { Requirement } from '../../model/readiness.js';
import { unknown } from '../verdict.js';
import type { Ground } from './ground.js';

/** The web process must listen on $PORT. If we didn't see a server read it, it probably listens on another port. */
export function portRequirements({ detected: { lists }, conclusion: { project } }: Ground): Requirement[] {
  const web = project.processes.web ?? '';
  if ((lists.port ?? []).length > 0 || (lists.fixed ?? []).length > 0 || /\bPORT\b/.test(web)) return [];
  return [
    unknown('port', 'answer', {
      process: 'web',
      headline: 'Nothing seems to read $PORT, the only port that Heroku sends requests to',
      check: 'listen on 0.0.0.0 and $PORT; no change is needed if the framework already does',
    }),
  ];
}
