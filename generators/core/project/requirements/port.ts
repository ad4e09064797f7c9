import type { Requirement } from '../../model/readiness.js';
import type { Start } from '../process/followed.js';
import { isHerokuPort, isLocalHost, listeningOf, type Listening } from '../process/listens.js';
import { met, missing, unknown } from '../verdict.js';
import { codePortRequirements } from './code-port.js';
import type { Ground } from './ground.js';
import { lackingOf } from './started.js';

/** The web process must listen on $PORT, where Heroku's router can reach it. */
export function portRequirements(ground: Ground): Requirement[] {
  const web = ground.conclusion.processes.find(({ type }) => type === 'web');
  const all = web?.followed.starts ?? [];
  const last = all.at(-1);
  if (last === undefined) return [];
  const told = portOf(ground, last);
  if (!told.some(({ state }) => state.is === 'unknown')) return told;
  // A server may be started before what comes last.
  const others = all.slice(-most, -1).map((each) => portOf(ground, each));
  return others.findLast((each) => each.some(({ state }) => state.is === 'met')) ?? told;
}

/** How many programs of the web process are looked at. */
const most = 5;

function portOf(ground: Ground, last: Start): Requirement[] {
  const own = ownPort(last);
  if (own) return [own];
  // What isn't there doesn't listen, and that has been said.
  if (last.origin.is === 'absent' || last.origin.is === 'elsewhere') return [];
  const listening = listeningOf(ground, ground.template.detect, last);
  if (listening) return ofServer(last, listening);
  if (lackingOf(ground, last) !== undefined) return [];
  const all = codePortRequirements(ground, last);
  const isAbsent = last.origin.is === 'development' || last.origin.is === 'declared';
  return isAbsent ? all.filter(({ state }) => state.is !== 'unknown') : all;
}

const told = (headline: string, { evidence }: Start) => ({
  ...{ process: 'web', headline },
  evidence: evidence.path === '' ? [] : [evidence],
});

/** A command that sets PORT takes away what Heroku says. */
function ownPort(start: Start): Requirement | undefined {
  const port = start.environment.PORT;
  if (port === undefined || isHerokuPort(port)) return undefined;
  return missing('port', 'answer', {
    ...told(`web sets PORT to ${port}, but Heroku chooses the port and puts it in $PORT`, start),
    fix: `leave PORT=${port} out`,
  });
}

function ofServer(start: Start, listening: Listening): Requirement[] {
  const { server, host, port, bound } = listening;
  const faults = isBound(listening)
    ? ofBound(start, listening, bound)
    : [...ofPort(start, server, port), ...ofHost(start, server, host)];
  if (faults.length > 0) return faults;
  return [met('port', 'answer', told(`${server} listens on ${host.value} and $PORT`, start))];
}

/** Whether one flag or one line says both, host and port. */
const isBound = ({ host, port, bound }: Listening): boolean =>
  bound === undefined
    ? host.from === '' && port.from === '' && host.set === port.set
    : host.from === bound.from || port.from === bound.from;

function ofBound(start: Start, { server, host, port, wanted }: Listening, bound: Listening['bound']): Requirement[] {
  const place = { ...told('', start), ...(bound?.evidence ? { evidence: [bound.evidence] } : {}) };
  if (bound?.isOpen === true)
    return [
      unknown('port', 'answer', {
        ...place,
        headline: `${server} listens on what ${bound.from} says: ${bound.written.split('\n', 1)[0] ?? ''}`,
        check: 'check that this is 0.0.0.0 and $PORT, the only port that Heroku sends requests to',
      }),
    ];
  const isSocket = /^(?:unix|fd):/.test(port.value);
  if (!isSocket && port.value.includes('$') && !isHerokuPort(port.value)) return ofPort(start, server, port);
  const [isFixed, isLocal] = [!isHerokuPort(port.value), isLocalHost(host.value)];
  if (!isFixed && !isLocal) return [];
  const usually = bound === undefined ? ' unless told otherwise' : '';
  const what = isSocket ? `the socket ${port.value}` : `port ${port.value}`;
  const headline = !isFixed
    ? `${server} listens on this machine only${usually}, where Heroku's router can't reach it`
    : `${server} ${bound === undefined || isSocket ? 'listens' : 'always listens'} on ${what}${usually}` +
      `${isLocal && !isSocket ? ', and on this machine only' : ''}, but Heroku chooses the port and puts it in $PORT`;
  const fix =
    bound === undefined
      ? `add ${given(port.set, wanted)}`
      : (bound.fix ?? `write ${wanted} instead of ${bound.written}`);
  return [missing('port', 'answer', { ...place, headline, fix })];
}

function ofPort(start: Start, server: string, { value, from, set }: Listening['port']): Requirement[] {
  if (isHerokuPort(value)) return [];
  if (value.includes('$'))
    return [
      unknown('port', 'answer', {
        ...told(`${server} listens on the port in ${value}, but Heroku puts it in $PORT`, start),
        check: `check that ${value} is the same as $PORT, or write ${given(set, '$PORT')}`,
      }),
    ];
  const always =
    from === ''
      ? `${server} listens on port ${value} unless told otherwise`
      : `${server} always listens on port ${value}`;
  return [
    missing('port', 'answer', {
      ...told(`${always}, but Heroku chooses the port and puts it in $PORT`, start),
      fix: from === '' ? added(start, set, '$PORT') : `write ${given(set, '$PORT')} instead of ${value}`,
    }),
  ];
}

function ofHost(start: Start, server: string, { value, from, set }: Listening['host']): Requirement[] {
  if (!isLocalHost(value)) return [];
  const always = from === '' ? ' unless told otherwise' : '';
  return [
    missing('port', 'answer', {
      ...told(`${server} listens on this machine only${always}, where Heroku's router can't reach it`, start),
      fix: from === '' ? added(start, set, '0.0.0.0') : `write ${given(set, '0.0.0.0')} instead of ${value}`,
    }),
  ];
}

/** A flag or a variable with its value; a place without a flag has only that. */
const given = (set: string, value: string): string =>
  set === '' || set.endsWith('=') ? `${set}${value}` : `${set} ${value}`;

/** A flag goes after the command, and a variable before it. */
const added = ({ program, args }: Start, set: string, value: string): string =>
  set.endsWith('=')
    ? `write ${given(set, value)} before it: ${[given(set, value), program, ...args].join(' ')}`
    : `add ${given(set, value)}`;
