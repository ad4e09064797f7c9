import { concluded } from '../../generators/core/project/conclusions.js';
import type { Origin } from '../../generators/core/model/locked.js';
import { requirementsOf } from '../../generators/core/project/requirements/requirements.js';
import { examinedAt } from './examining.js';
import { temporaryFolder } from './folders.js';
import { catalog } from './rendering.js';

/** A pyproject.toml that asks for packages. */
export const manifest = (dependencies: string, more = ''): string =>
  `[project]\nname = "x"\nrequires-python = ">=3.12"\ndependencies = [${dependencies}]\n${more}`;

/** An app that an added server starts. */
export const web = 'from fastapi import FastAPI\napp = FastAPI()\n';

/** Where packages come from, and what is said about the lock. */
export function toldOf(files: Readonly<Record<string, string>>, said?: Origin): { origin: string; told: string[] } {
  const examined = examinedAt(temporaryFolder({ 'main.py': web, ...files }), undefined, {}, said);
  const { detected, context } = examined;
  const template = catalog.templates.find(({ id }) => id === detected.template);
  if (!template) throw new Error('no template');
  const conclusion = concluded(template, examined, {}, { options: {} });
  const all = requirementsOf({ ...context, template, detected, conclusion });
  const told = all.flatMap(({ kind, state, headline, evidence: [place] }) =>
    ['lock', 'program', 'dependency'].includes(kind) && state.is !== 'met'
      ? [`${headline} | ${state.is === 'missing' ? (state.fix ?? '') : state.check} @${place?.line ?? 0}`]
      : [],
  );
  return { origin: conclusion.origin, told };
}
