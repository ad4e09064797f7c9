import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { listeningIn, otherPortIn, portReadIn, type Listening, type OtherPort } from '../code/listening.js';
import { reachedFrom } from '../code/reached.js';
import type { Start } from '../process/followed.js';
import { isHerokuPort, isLocalHost } from '../process/listens.js';
import { filled } from '../filled.js';
import { holds } from '../rules.js';
import { met, missing, unknown } from '../verdict.js';
import type { Ground } from './ground.js';

/** Where the code that a process starts listens. Files that it doesn't reach say nothing. */
export function codePortRequirements(ground: Ground, start: Start): Requirement[] {
  const { code: rules } = ground.template.detect;
  const code = { ...rules, port: rules.port.filter(({ where }) => where === undefined || holds(ground, where)) };
  const reached = reachedFrom(ground, code, [start]);
  const all = listeningIn(ground, code, reached);
  const read = portReadIn(ground, code, reached);
  const isGiven = [...start.args, ...Object.values(start.environment)].some(isHerokuPort);

  const onHeroku = all.filter(({ port }) => port === 'heroku');
  const [first] = onHeroku;
  if (first) return ofHosts(onHeroku, first);
  const open = all.filter(({ port }) => port === undefined);
  const [fixed] = all;
  if (fixed && open.length === 0) return [read || isGiven ? doubted(fixed) : ofFixed(fixed)];
  const [told] = open;
  if (told && all.every(({ host }) => isLocal(host))) return [ofHost(told)];
  if (read ?? isGiven) {
    const place = read ?? start.evidence;
    const headline = read ? `${place.path} reads $PORT` : 'web is given $PORT';
    return [met('port', 'answer', { process: 'web', headline, evidence: place.path === '' ? [] : [place] })];
  }
  const other = otherPortIn(ground, code, reached, plainCommand(start) ?? '');
  return [other && plainCommand(start) !== undefined ? named(other) : untold(open, reached.files.length > 0)];
}

/** The program and its arguments as a command, if it means the same in the project's own folder. */
function plainCommand({ program, args, folder, environment }: Start): string | undefined {
  const words = [program, ...args];
  const isPlain = folder === '' && Object.keys(environment).length === 0;
  return isPlain && words.every((word) => /^[\w./@:=,+$-]+$/.test(word)) ? words.join(' ') : undefined;
}

/** The port has another name, which the command can give it. */
const named = ({ name, command, evidence }: OtherPort): Requirement =>
  unknown('port', 'answer', {
    process: 'web',
    headline: `${evidence.path} seems to take the port from ${/[A-Z]/.test(name) ? name : `its flag ${name}`}, but Heroku puts it in $PORT`,
    check: `run the same command with --web ${shellWord(command)}`,
    evidence: [evidence],
  });

const isLocal = (host: string | undefined): boolean => host !== undefined && isLocalHost(host);

/** One of the places that listen on $PORT has to be where Heroku's router can reach it. */
function ofHosts(all: readonly Listening[], first: Listening): Requirement[] {
  const reachable = all.find(({ host }) => host !== undefined && !isLocalHost(host));
  if (reachable) {
    const { evidence } = reachable;
    return [
      met('port', 'answer', { process: 'web', headline: `${evidence.path} listens on $PORT`, evidence: [evidence] }),
    ];
  }
  const unsure = all.find(({ host }) => host === undefined);
  if (!unsure) return [ofHost(first)];
  return [
    unknown('port', 'answer', {
      process: 'web',
      headline: `${unsure.evidence.path} listens on $PORT, but its host isn't known`,
      check: "check that it is 0.0.0.0 and not this machine only, where Heroku's router can't reach it",
      evidence: [unsure.evidence],
    }),
  ];
}

const ofHost = ({ listener, evidence, isDefault, port, development }: Listening): Requirement =>
  missing('port', 'answer', {
    process: 'web',
    headline: `${evidence.path} listens on this machine only${isDefault.host ? ' unless told otherwise' : ''}, where Heroku's router can't reach it`,
    fix: fixOf(listener.fix, port, development),
    evidence: [evidence],
  });

const ofFixed = ({ listener, evidence, port, host, isDefault, development }: Listening): Requirement =>
  missing('port', 'answer', {
    process: 'web',
    headline:
      `${evidence.path} ${isDefault.port ? `listens on port ${port ?? ''} unless told otherwise` : `always listens on port ${port ?? ''}`}` +
      `${isLocal(host) ? ', and on this machine only' : ''}, but Heroku chooses the port and puts it in $PORT`,
    fix: fixOf(listener.fix, port, development),
    evidence: [evidence],
  });

const fixOf = (fix: string, port: string | undefined, development: readonly string[]): string => {
  const rest = development.length === 0 ? '' : `, without ${development.join(' and ')}`;
  return `${filled(fix, { port: port === undefined || port === 'heroku' ? '8000' : port })}${rest}`;
};

/** Something reads $PORT, but not where it is needed. */
const doubted = ({ evidence, port }: Listening): Requirement =>
  unknown('port', 'answer', {
    process: 'web',
    headline: `${evidence.path} listens on port ${port ?? ''}, though web gets the one in $PORT elsewhere`,
    check: 'check that a server listens on 0.0.0.0 and $PORT, the only port that Heroku sends requests to',
    evidence: [evidence],
  });

const untold = ([open]: readonly Listening[], isReached: boolean): Requirement =>
  unknown('port', 'answer', {
    process: 'web',
    headline: open
      ? `Can't tell on which port ${open.evidence.path} listens, and nothing that web starts seems to read $PORT`
      : isReached
        ? 'Nothing that web starts seems to read $PORT, the only port that Heroku sends requests to'
        : "Can't tell whether web listens on $PORT, the only port that Heroku sends requests to",
    check: 'listen on 0.0.0.0 and $PORT; no change is needed if the framework already does',
    evidence: open ? [open.evidence] : [],
  });
