import type { Requirement } from '../../model/readiness.js';
import type { Start } from '../commands/follow.js';
import { isHerokuPort, isLocalHost, listeningOf, type Listening } from '../commands/listens.js';
import { met, missing, unknown } from '../verdict.js';
import { codePortRequirements } from './code-port.js';
import type { Ground } from './ground.js';

/** The web process must listen on $PORT, where Heroku's router can reach it. */
export function portRequirements(ground: Ground): Requirement[] {
  const web = ground.conclusion.processes.find(({ type }) => type === 'web');
  const last = web?.followed.starts.at(-1);
  if (last === undefined) return [];
  const own = ownPort(last);
  if (own) return [own];
  // What isn't there doesn't listen, and that has been said.
  if (last.origin.is === 'absent' || last.origin.is === 'elsewhere') return [];
  const listening = listeningOf(ground, ground.template.detect.commands, last);
  return listening ? ofServer(last, listening) : codePortRequirements(ground, last);
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

function ofServer(start: Start, { server, host, port }: Listening): Requirement[] {
  const faults = [...ofPort(start, server, port), ...ofHost(start, server, host)];
  if (faults.length > 0) return faults;
  return [met('port', 'answer', told(`${server} listens on ${host.value} and $PORT`, start))];
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

/** A flag or a variable with its value. Where a flag has both, the host and the port are given. */
const given = (set: string, value: string): string => {
  if (set.endsWith('=')) return `${set}${value}`;
  return `${set} ${value}`;
};

/** A flag goes after the command, and a variable before it. */
const added = ({ program, args }: Start, set: string, value: string): string =>
  set.endsWith('=')
    ? `write ${given(set, value)} before it: ${[given(set, value), program, ...args].join(' ')}`
    : `add ${given(set, value)}`;
