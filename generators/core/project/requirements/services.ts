import type { Requirement } from '../../model/readiness.js';
import { missing } from '../verdict.js';
import type { Ground } from './ground.js';

/** The app must have the services that it uses. */
export const serviceRequirements = ({ detected: { lists }, common: { plans } }: Ground): Requirement[] =>
  (lists.services ?? []).flatMap(({ value, evidence }) => {
    const plan = plans[value];
    if (plan === undefined) return [];
    return [
      missing('service', 'keep', {
        headline: `The app uses ${value}`,
        fix: `if the Heroku app has none yet: heroku addons:create ${plan}`,
        evidence: evidence.slice(0, 1),
      }),
    ];
  });
