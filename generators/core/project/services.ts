import type { Detected, Observation } from '../model/detection.js';

/** The services that a project uses, as its code or its files say. */
export const usedServices = ({ lists }: Pick<Detected, 'lists'>): readonly Observation[] => lists.services ?? [];

/** The services that it could use, with nothing that says so: their drivers are among the dependencies. */
export const unusedDrivers = ({ lists }: Pick<Detected, 'lists'>): Observation[] =>
  (lists.drivers ?? []).filter(({ value }) => !(lists.services ?? []).some((each) => each.value === value));
