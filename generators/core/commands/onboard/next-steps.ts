import type { Detected, Evidence, Finding } from '../../model/detection.js';
import type { Catalog, Template } from '../../model/catalog.js';
import { shellDirectory, shellWord } from '../../model/shell.js';
import type { Conclusion } from '../../project/conclusions.js';
import { ofRefused } from './refused.js';

/**
 * What is left to do by hand, in order: first what keeps the project from being built or started.
 *
 * @param catalog for the plans of Heroku's add-ons
 * @param overwritten files of the project that are replaced: what they said is no longer a problem
 */
export function nextSteps(
  { detection }: Catalog,
  template: Template,
  detected: Detected,
  conclusion: Conclusion,
  overwritten: readonly string[],
): Finding[] {
  const all = [
    ...detected.misspelled.map(({ path, meant }): Finding => ({
      headline: `${path} looks like a misspelled ${meant}, and nothing reads it`,
      fix: `git mv ${shellDirectory(path)} ${shellWord(meant)}, then run the same command again`,
      blocks: true,
      evidence: [{ path, line: 1, text: '' }],
    })),
    ...ofUnread(template, detected),
    ...ofMisfits(conclusion),
    ...ofRefused(template, conclusion),
    ...ofPackages(conclusion),
    ...ofVersion(template, detected, conclusion),
    ...detected.findings.filter(({ evidence: [place] }) => !overwritten.includes(place?.path ?? '')),
    ...ofPort(detected, conclusion),
    ...ofProcesses(conclusion),
    ...ofServices(detected, detection.plans),
  ];
  return [...all.filter(({ blocks }) => blocks), ...all.filter(({ blocks }) => !blocks)];
}

/** Files that weren't read in full; only those that say how a project is built and run are worth reporting. */
const ofUnread = ({ detect: { names } }: Template, { unread }: Detected): Finding[] =>
  unread
    .filter(({ path }) => names.includes(path.slice(path.lastIndexOf('/') + 1)))
    .slice(0, most)
    .map(({ path, why }) => ({
      headline: `${path} was not read in full: ${why}`,
      fix: `check that nix/project.nix has what ${path} says, and that the list of dependencies is complete`,
      blocks: false,
      evidence: [{ path, line: 1, text: '' }],
    }));

/** How many of each kind are listed one by one. */
const most = 20;

/** What was left out, since no file that we write can hold it. */
const ofMisfits = ({ misfits }: Conclusion): Finding[] =>
  misfits.slice(0, most).map(({ part, item, why }) => ({
    headline: `${brief(item)} among the ${part} was left out: ${why}`,
    fix: 'give it a plain name or a command of one line, then run the same command again',
    blocks: true,
    evidence: [],
  }));

/** As much of a text as fits in a line. */
const brief = (item: unknown): string => {
  const line = JSON.stringify(item);
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
};

function ofPackages({ packages: { addressed, unseen, pinned }, project }: Conclusion): Finding[] {
  if (project.packages.length === 0) return [];
  const places = (all: typeof unseen): Evidence[] => all.slice(0, 3).map(({ evidence }) => evidence);
  return [
    ...addressed.slice(0, most).map(({ name, url, evidence }): Finding => ({
      headline: `${name} comes from ${url} and not from nixpkgs, so it was left out`,
      fix: addressedFix,
      blocks: true,
      evidence: [evidence],
    })),
    ...(addressed.length <= most
      ? []
      : [
          {
            headline: `${addressed.length - most} more dependencies don't come from nixpkgs, so they were left out`,
            fix: addressedFix,
            blocks: true,
            evidence: places(addressed.slice(most)),
          },
        ]),
    ...(unseen.length === 0
      ? []
      : [
          {
            headline: `Not sure nixpkgs has: ${some(unseen.map(({ name }) => name))}`,
            fix: 'nix run .#versions says which of them it lacks, with the address where to look for the name',
            blocks: false,
            evidence: places(unseen),
          },
        ]),
    ...(pinned.length === 0
      ? []
      : [
          {
            headline: `Nix takes the versions of the pinned nixpkgs, which may be newer than the project allows: ${some(pinned.map(({ name, version }) => `${name} ${version}`))}`,
            fix: 'nix run .#versions shows both next to each other; where they differ, run the tests in nix develop, then allow that version',
            blocks: false,
            evidence: places(pinned),
          },
        ]),
  ];
}

const addressedFix = 'depend on a release that nixpkgs has, or package it in nix/app.nix';

/** As many of a list as fit in a line. */
const some = (all: readonly string[], most = 6): string =>
  all.length <= most ? all.join(', ') : `${all.slice(0, most - 1).join(', ')} and ${all.length - most + 1} more`;

function ofVersion({ language, onboard }: Template, { facts }: Detected, { version }: Conclusion): Finding[] {
  if (!version || version.fits) return [];
  const isOnly = onboard?.option === undefined;
  const flag = isOnly ? '' : `, or choose with --${onboard.option}`;
  return [
    {
      headline: `The project asks for ${language} ${version.asked}, and gets ${version.got} from the pinned nixpkgs`,
      fix: `run the tests in nix develop, then ask for ${version.got} there${flag}`,
      // If there is no choice, the compiler itself refuses.
      blocks: isOnly,
      evidence: facts.version?.evidence ?? [],
    },
  ];
}

/** If we didn't see a server read $PORT, it probably listens on a port that Heroku's router doesn't use. */
function ofPort({ lists }: Detected, { project }: Conclusion): Finding[] {
  const web = project.processes.web ?? '';
  if ((lists.port ?? []).length > 0 || (lists.fixed ?? []).length > 0 || /\bPORT\b/.test(web)) return [];
  return [
    {
      headline: 'Nothing seems to read $PORT, the only port that Heroku sends requests to',
      fix: 'listen on 0.0.0.0 and $PORT; no change is needed if the framework already does',
      blocks: false,
      evidence: [],
    },
  ];
}

function ofProcesses({ project }: Conclusion): Finding[] {
  const others = Object.keys(project.processes).filter((type) => !['web', 'release'].includes(type));
  if (others.length === 0) return [];
  return [
    {
      headline:
        others.length === 1
          ? `The ${others[0] ?? ''} doesn't run until you scale it`
          : `${some(others, 20)} don't run until you scale them`,
      fix: `after the first deploy: heroku ps:scale ${others.map((type) => `${type}=1`).join(' ')}`,
      blocks: false,
      evidence: [],
    },
  ];
}

const ofServices = ({ lists }: Detected, plans: Readonly<Record<string, string>>): Finding[] =>
  (lists.services ?? []).flatMap(({ value, evidence }) => {
    const plan = plans[value];
    if (plan === undefined) return [];
    return [
      {
        headline: `The app uses ${value}`,
        fix: `if the Heroku app has none yet: heroku addons:create ${plan}`,
        blocks: false,
        evidence: evidence.slice(0, 1),
      },
    ];
  });
