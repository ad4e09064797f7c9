import type { Evidence } from '../../model/detection.js';

/** Where something was seen, as editors open it. */
export const place = ({ path, line }: Evidence): string => `${path}:${line}`;

/** The same, and what is there. */
export const placeWithText = (evidence: Evidence): string => `${place(evidence)}  ${evidence.text}`.trimEnd();
