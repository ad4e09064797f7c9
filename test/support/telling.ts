import { examinedAt, requirementsFrom } from './examining.js';
import { temporaryFolder } from './folders.js';

export type Files = Readonly<Record<string, string | Buffer>>;

/** What isn't met or known, but for what services and versions are: `stage state: headline | step @path:line`. */
export const toldOf = (files: Files, template: string): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files), template))
    .filter(({ state, kind }) => state.is !== 'met' && kind !== 'version')
    .map(({ stage, state, headline, evidence: [place] }) => {
      const step = state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : '';
      return `${stage} ${state.is}: ${headline} | ${step ?? ''} @${place?.path ?? ''}:${place?.line ?? 0}`;
    });
