import type { Evidence } from '../../model/detection.js';

/** Where something was seen, as path:line for editors. */
export const place = ({ path, line }: Evidence): string => `${path}:${line}`;

/** The same, with the text there. */
export const placeWithText = (evidence: Evidence): string => `${place(evidence)}  ${evidence.text}`.trimEnd();
