import { defaultRegistry, knownRegistries } from '../../tools/npm-registry.js';
import type { LockFault, LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { expression } from '../expressions.js';
import { registryOf, type Lock, type LockEntry } from '../locks.js';
import { recordOf } from '../values.js';
import { distinctNames, fixOf, told } from './lock-told.js';
import { isPrivateHost } from './hosts.js';
import { most, some, type Ground } from './ground.js';

type Data = Readonly<Record<string, unknown>>;

/** Entries must come from hosts that let a build download without a login. */
export function originsOf(
  ground: Ground,
  rules: LockRules,
  lock: Lock,
  entries: readonly LockEntry[],
  declared: Data,
): Requirement[] {
  const known = new Set(knownRegistries().map((each) => new URL(each).host));
  const others = rules.trusted && expression(rules.trusted.pattern);
  const wanting = hostsWithLogin(ground, rules);
  const asked = askedByAddress(rules, lock, declared);
  const byHost = new Map<string, LockEntry[]>();
  for (const entry of entries) {
    const host = hostOf(entry.address);
    if (host === undefined || known.has(host) || others?.test(host)) continue;
    const before = byHost.get(host);
    if (before) before.push(entry);
    else if (byHost.size < most) byHost.set(host, [entry]);
  }
  return [...byHost].flatMap(([host, all]) => {
    const fault = faultOf(rules, host, all, wanting, asked);
    if (fault === undefined) return [];
    const names = some(distinctNames(all));
    const comes = distinctNames(all).length === 1 ? 'comes' : 'come';
    const headline = {
      private: `${names} ${comes} from ${host}, which a build on Heroku can't reach`,
      login: `${names} ${comes} from ${host}, which needs a login, and the build has none`,
      scope: `${names} ${comes} from ${host}, a registry of its own: the build has no login there`,
      mirror: `Not sure that everyone may download ${names} from ${host}: the build has no login`,
    }[fault];
    const [first] = all;
    const base = first === undefined ? '' : (registryOf(first) ?? `${new URL(first.address).origin}/`);
    const words = { path: [lock.path], base: [base], registry: [defaultRegistry], address: [first?.address ?? ''] };
    return [told(fault === 'mirror' ? 'unknown' : 'missing', lock, all, headline, fixOf(ground, rules, fault, words))];
  });
}

type OriginFault = Extract<LockFault, 'private' | 'login' | 'scope' | 'mirror'>;

function faultOf(
  { open }: LockRules,
  host: string,
  all: readonly LockEntry[],
  wanting: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): OriginFault | undefined {
  if (isPrivateHost(host.replace(/:\d+$/, ''))) return 'private';
  if (wanting.has(host)) return 'login';
  // An address that the project itself asks for is a plain download.
  const rest = all.filter(({ name }) => !asked.has(name) && !open.includes(scopeOf(name)));
  if (rest.length === 0) return undefined;
  // A mirror of a registry has packages without a scope, too.
  return rest.every(({ name }) => scopeOf(name) !== '') ? 'scope' : 'mirror';
}

const scopeOf = (name: string): string => (name.startsWith('@') ? name.slice(0, name.indexOf('/')) : '');

const hostOf = (address: string): string | undefined =>
  /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).host : undefined;

/** Hosts for which the project has a login. */
function hostsWithLogin({ tree }: Ground, { logins: { file, pattern } }: LockRules): ReadonlySet<string> {
  const text = tree.exists(file) ? (tree.text(file) ?? '') : '';
  return new Set([...text.matchAll(expression(pattern, 'gm'))].slice(0, 100).map(([, host = '']) => host));
}

/** Names of packages that are asked for by an address. */
function askedByAddress({ declared: lists }: LockRules, lock: Lock, declared: Data): ReadonlySet<string> {
  const records = [declared, ...lock.entries.map(({ record }) => record)];
  return new Set(
    records.flatMap((record) =>
      lists.flatMap((list) =>
        Object.entries(recordOf(record[list])).flatMap(([name, version]) =>
          typeof version === 'string' && /^https?:/i.test(version) ? [name] : [],
        ),
      ),
    ),
  );
}
