import type { Requirement } from '../../model/readiness.js';
import { lackedBy, lackedFolder, loadedBy, secretsIn } from '../code/lacked.js';
import { shellWord } from '../../model/shell.js';
import type { Start } from '../process/followed.js';
import { canRun } from '../read.js';
import { missing } from '../verdict.js';
import { ordinary } from './programs.js';
import type { Ground } from './ground.js';

/** The files that processes start must be in the project. */
export const startedRequirements = (ground: Ground): Requirement[] =>
  ground.conclusion.processes.flatMap(({ type, followed: { starts, lost } }) => {
    const faults = starts.flatMap((start) => {
      const outside = ofElsewhere(type, start);
      return outside.length > 0 || lost.length > 0
        ? outside
        : [...ofMode(ground, type, start), ...ofFlags(ground, type, start), ...ofLacked(ground, type, start)];
    });
    return [...new Map(faults.map((each) => [each.headline, each])).values()];
  });

const told = (process: string, { evidence }: Start, headline: string, fix: string): Requirement =>
  missing('program', 'boot', { process, headline, fix, evidence: evidence.path === '' ? [] : [evidence] });

/** A path in the folder where buildpacks put a project, alone or after a flag. */
const elsewhere = /^(?:-[\w-]{0,60}[= ]?)?\/app(?:\/(.{0,300}))?$/;

function ofElsewhere(type: string, start: Start): Requirement[] {
  return start.args.flatMap((arg) => {
    const match = elsewhere.exec(arg);
    if (!match) return [];
    const path = `/app${match[1] === undefined ? '' : `/${match[1]}`}`;
    const here = match[1] === undefined || match[1] === '' ? '.' : match[1];
    const headline = `${type} uses ${path}, but only Heroku's buildpacks put a project into /app`;
    return [told(type, start, headline, `write ${here} there: a process starts in the project's folder`)];
  });
}

/** A file that is started itself has to be a program. */
function ofMode({ tree }: Ground, type: string, start: Start): Requirement[] {
  if (start.origin.is !== 'file' || canRun(tree.root, start.origin.path)) return [];
  const word = shellWord(start.origin.path);
  return [
    told(
      type,
      start,
      `${type} starts ${start.program}, which isn't marked as a program`,
      `chmod +x ${word} && git add ${word} && git update-index --chmod=+x ${word}`,
    ),
  ];
}

/** Names of files that no build gets (templates/_shared/shared.yml). */
const isSecret = (path: string): boolean => /(?:^|\/)\.env(?!\.(?:example|sample|template)$)[^/]*$/.test(path);

/** What flags name has to be in the image, too. */
function ofFlags(ground: Ground, type: string, start: Start): Requirement[] {
  const { template, dependencies } = ground;
  const { code } = template.detect;
  const isOnly = (name: string): boolean =>
    dependencies.some((each) => each.name === name && each.development) &&
    !dependencies.some((each) => each.name === name && !each.development);
  return [
    ...secretsIn(code, start)
      .filter(({ value }) => isSecret(value))
      .map(({ value, instead }) =>
        told(
          type,
          start,
          `${type} needs the file ${value}, which is left out of the image since it may hold secrets`,
          `write ${instead}=${value} there, and set what it holds: heroku config:set <name>=<value>`,
        ),
      ),
    ...loadedBy(code, start)
      .filter(isOnly)
      .map((name) =>
        told(
          type,
          start,
          `${type} loads ${name}, which isn't in the image: it is a development dependency`,
          ordinary(ground, name),
        ),
      ),
  ];
}

/** What a process starts that neither the repository has nor a build makes. */
export function lackingOf(ground: Ground, start: Start): string | undefined {
  const { conclusion, template } = ground;
  const isMade = conclusion.project.builds !== '' && template.detect.commands.building !== undefined;
  return isMade || start.origin.is === 'absent' ? undefined : lackedBy(ground, template.detect.code, start);
}

function ofLacked(ground: Ground, type: string, start: Start): Requirement[] {
  const folder = lackedFolder(ground, ground.template.detect.code, start);
  if (folder !== undefined)
    return [
      told(type, start, `${type} changes into ${folder}, which isn't in the project`, 'name a folder that is there'),
    ];
  const lacking = lackingOf(ground, start);
  if (lacking === undefined) return [];
  return [
    told(
      type,
      start,
      `${type} starts ${lacking}, which isn't in the repository`,
      'add it, or write the name of what is there',
    ),
  ];
}
