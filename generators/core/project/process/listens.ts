import type { CommandRules, Server } from '../../model/commands.js';
import { holds, type RuleContext } from '../rules.js';
import type { Start } from './followed.js';

/** Where a server that is started listens, as far as its command says. */
export interface Listening {
  readonly server: string;
  readonly host: Setting;
  readonly port: Setting;
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
export function listeningOf(context: RuleContext, rules: CommandRules, start: Start): Listening | undefined {
  const words = withoutModule(rules, [nameOf(start.program), ...start.args]);
  const plain = words.filter((word) => !word.startsWith('-')).map((word) => word.replace(/^\.\/|\/$/g, ''));
  const [found] = Object.entries(rules.servers)
    .sort(([a], [b]) => b.length - a.length)
    .filter(([name]) => name.split(' ').every((word, index) => plain[index] === word))
    .filter(([, { where }]) => where === undefined || holds(context, where));
  if (!found) return undefined;
  const [name, server] = found;
  const { host, port } = settingsOf(server, words, start.environment);
  const isOpened = host.from === '' && server.opened !== undefined && holds(context, server.opened);
  return { server: name, host: isOpened ? { ...host, value: '0.0.0.0' } : host, port };
}

const nameOf = (program: string): string => program.slice(program.lastIndexOf('/') + 1);

/** "python -m gunicorn" starts gunicorn. */
function withoutModule({ modules }: CommandRules, words: readonly string[]): readonly string[] {
  const leading = modules.map((each) => each.split(' ')).find((each) => each.every((word, at) => words[at] === word));
  return leading ? words.slice(leading.length) : words;
}

function settingsOf(server: Server, words: readonly string[], environment: Start['environment']) {
  const { bind = [], host = [], port = [], hostFrom, portFrom, defaultHost, defaultPort } = server;
  const bound = flagIn(words, bind);
  const address = bound === undefined ? undefined : addressOf(bound.value);
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
    if (bound && own !== undefined) return { value: own, from: bound.name, set: bound.name };
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
