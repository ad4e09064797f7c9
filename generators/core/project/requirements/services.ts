import type { Requirement } from '../../model/readiness.js';
import { unusedDrivers, usedServices } from '../services.js';
import { missing, unknown } from '../verdict.js';
import type { Ground } from './ground.js';

/** The app must have the services that it uses; a driver alone doesn't say that it uses one. */
export const serviceRequirements = ({ detected, common: { plans } }: Ground): Requirement[] => [
  ...usedServices(detected).flatMap(({ value, evidence }) => {
    const plan = plans[value];
    if (plan === undefined) return [];
    return [
      missing('service', 'keep', {
        headline: `The app uses ${value}`,
        fix: `if the Heroku app has none yet: heroku addons:create ${plan}`,
        evidence: evidence.slice(0, 1),
      }),
    ];
  }),
  ...unusedDrivers(detected).flatMap(({ value, evidence }) => {
    const plan = plans[value];
    if (plan === undefined) return [];
    return [
      unknown('service', 'keep', {
        headline: `A driver for ${value} is among the dependencies, but nothing seems to read where the server is`,
        check: `if the app uses it: heroku addons:create ${plan}`,
        evidence: evidence.slice(0, 1),
      }),
    ];
  }),
];
