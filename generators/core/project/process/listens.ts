import { posix } from 'node:path';
import type { CodeRules } from '../../model/code.js';
import type { CommandRules, Server } from '../../model/commands.js';
import type { Evidence } from '../../model/detection.js';
import { valueOf } from '../code/evaluate.js';
import { statementAt } from '../code/text.js';
import { evidenceAt } from '../evidence.js';
import { expression } from '../expressions.js';
import { holds, type RuleContext } from '../rules.js';
import { isLedBy } from './building.js';
import type { Start } from './followed.js';

/** Where a server that is started listens, as far as its command and its settings say. */
export interface Listening {
  readonly server: string;
  readonly host: Setting;
  readonly port: Setting;
  /** What sets both at once. */
  readonly bound?: Bound;
  /** What lets it listen on every host and on $PORT, where both are set at once. */
  readonly wanted: string;
}

/** A host and a port in one. */
export interface Bound {
  /** The flag or the file. */
  readonly from: string;
  /** As it is written. */
  readonly written: string;
  /** Whether it can't be told what it is. */
  readonly isOpen: boolean;
  /** Where, and what to do there, if that isn't the command. */
  readonly evidence?: Evidence;
  readonly fix?: string;
}

/** A host or a port, and what sets it. */
export interface Setting {
  readonly value: string;
  /** The flag or the variable; empty if it is the default. */
  readonly from: string;
  /** How to set it: a flag, or a variable before the command. */
  readonly set: string;
}

/** Whether a port is the one that Heroku chooses. */
export const isHerokuPort = (port: string): boolean => /\$\{?PORT\b/.test(port);

/** Whether only this machine can reach a host. */
export const isLocalHost = (host: string): boolean => /^(?:127\.[\d.]+|localhost|\[?::1\]?)$/i.test(host);

/**
 * What a started program says about where it listens.
 *
 * @returns undefined if it is no server that the rules know
 */
export function listeningOf(
  context: RuleContext,
  { commands: rules, code }: { readonly commands: CommandRules; readonly code: CodeRules },
  start: Start,
): Listening | undefined {
  const words = withoutModule(rules, [start.name, ...start.args]);
  const plainIn = ({ valued = [] }: Server): string[] =>
    words
      .filter((word, at) => !word.startsWith('-') && !valued.includes(words[at - 1] ?? ''))
      .map((word) => word.replace(/^\.\/|\/$/g, ''));
  const [found] = Object.entries(rules.servers)
    .sort(([a], [b]) => b.length - a.length)
    .filter(([name, each]) => isLedBy(plainIn(each), name))
    .filter(([, { where }]) => where === undefined || holds(context, where));
  if (!found) return undefined;
  const [name, server] = found;
  const isValue = (word: string): boolean => server.host?.includes(words[words.indexOf(word) - 1] ?? '') === true;
  const placed = plainIn(server)
    .slice(name.split(' ').length)
    .find((word) => !isValue(word));
  const more = (start.environment[server.flagsFrom ?? ''] ?? '').split(/\s+/);
  const bound =
    boundIn(server, words, server.placed === true ? placed : undefined) ??
    withName(server.flagsFrom, boundIn(server, ['', ...more], undefined)) ??
    boundBy(context, code, server, words, start);
  const { host, port } = settingsOf(server, words, start.environment, bound);
  const isIn = (rule: Server['opened']): boolean => rule !== undefined && holds(context, rule);
  return {
    server: name,
    host: host.from === '' && isIn(server.opened) ? { ...host, value: '0.0.0.0' } : host,
    port: port.from === '' && isIn(server.ported) ? { ...port, value: '$PORT' } : port,
    ...(bound ? { bound } : {}),
    wanted: server.bound ?? '0.0.0.0:$PORT',
  };
}

/** "python -m gunicorn" starts gunicorn. */
function withoutModule({ modules }: CommandRules, words: readonly string[]): readonly string[] {
  const leading = modules.map((each) => each.split(' ')).find((each) => each.every((word, at) => words[at] === word));
  return leading ? words.slice(leading.length) : words;
}

function boundIn(server: Server, words: readonly string[], placed: string | undefined): Bound | undefined {
  const flag = flagIn(words, server.bind ?? []);
  if (flag) return { from: flag.name, written: flag.value, isOpen: false };
  return placed === undefined ? undefined : { from: placed, written: placed, isOpen: false };
}

const withName = (variable: string | undefined, bound: Bound | undefined): Bound | undefined =>
  variable !== undefined && bound ? { ...bound, from: variable } : undefined;

/** What a file of settings sets. */
function boundBy(
  { tree }: RuleContext,
  code: CodeRules,
  { settings }: Server,
  words: readonly string[],
  { folder }: Start,
): Bound | undefined {
  if (settings === undefined) return undefined;
  const named = (flagIn(words, settings.flags)?.value ?? settings.file).replace(/^file:/, '');
  const path = [posix.join(folder, named), posix.normalize(named)].find((each) => tree.exists(each));
  const text = path === undefined ? undefined : tree.text(path);
  const match = text === undefined ? null : expression(settings.pattern, 'm').exec(text);
  if (path === undefined || text === undefined || match === null) return undefined;
  const written = statementAt(text, match.index + match[0].length).trim();
  const value = valueOf(code, text, written);
  const evidence = evidenceAt(tree, path, text, match.index);
  const [literal = ''] = value.literals;
  const readsPort = value.readsPort || written.includes('$(PORT)');
  const isOpen = !readsPort && (value.isOpen || value.literals.length !== 1);
  const host = value.literals.map((each) => each.split(':', 1)[0] ?? '').find(isLocalHost) ?? '';
  const known = readsPort ? `${host}:$PORT` : literal;
  return { from: path, written: isOpen ? written : known, isOpen, evidence, fix: settings.fix };
}

function settingsOf(
  server: Server,
  words: readonly string[],
  environment: Start['environment'],
  bound: Bound | undefined,
) {
  const { bind = [], host = [], port = [], hostFrom, portFrom, defaultHost, defaultPort } = server;
  const address = bound && addressOf(bound.written);
  const setting = (
    flags: readonly string[],
    variable: string | undefined,
    fallback: string,
    own: string | undefined,
  ) => {
    const flag = flagIn(words, flags);
    const [first = ''] = flags;
    const set = first !== '' ? first : variable === undefined ? '' : `${variable}=`;
    if (flag) return { value: flag.value, from: flag.name, set: flag.name };
    if (bound && own !== undefined) return { value: own, from: bound.from, set: bound.from };
    const given = variable === undefined ? undefined : environment[variable];
    if (variable !== undefined && given !== undefined) return { value: given, from: variable, set: `${variable}=` };
    // Heroku sets PORT for each process.
    if (variable === 'PORT') return { value: '$PORT', from: variable, set };
    return { value: fallback, from: '', set: set === '' ? (bind[0] ?? '') : set };
  };
  return {
    host: setting(host, hostFrom, defaultHost, address?.host ?? (bound ? defaultHost : undefined)),
    port: setting(port, portFrom, defaultPort, address?.port ?? (bound ? defaultPort : undefined)),
  };
}

/** The value of the last of some flags: `--port 1`, `--port=1`, `-p1`. */
function flagIn(
  words: readonly string[],
  flags: readonly string[],
): { readonly name: string; readonly value: string } | undefined {
  for (let at = words.length - 1; at > 0; at -= 1) {
    const word = words[at] ?? '';
    for (const name of flags) {
      if (word === name) return { name, value: words[at + 1] ?? '' };
      if (word.startsWith(`${name}=`)) return { name, value: word.slice(name.length + 1) };
      const isShort = /^-[a-zA-Z]$/.test(name);
      if (isShort && word.startsWith(name) && word.length > 2) return { name, value: word.slice(2) };
    }
  }
  return undefined;
}

/** "0.0.0.0:8000", ":8000", "tcp://0.0.0.0:8000", "8000". A socket in the file system has no port. */
function addressOf(value: string): { readonly host: string | undefined; readonly port: string | undefined } {
  const text = value.replace(/^tcp:\/\//, '');
  if (/^(?:unix|fd):/.test(text)) return { host: 'localhost', port: text };
  const found = /(?:^|:)(\d{1,5}|\$\w{1,99}|\$\{\w{1,99}[^}]{0,99}\})$/.exec(text);
  if (!found) return { host: text, port: undefined };
  const host = text.slice(0, found.index);
  return { host: host === '' ? undefined : host, port: found[1] };
}
