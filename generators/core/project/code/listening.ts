import type { Argument, CodeRules, Listener } from '../../model/code.js';
import type { Evidence } from '../../model/detection.js';
import { evidenceAt } from '../evidence.js';
import { expression } from '../expressions.js';
import { filled } from '../filled.js';
import { holds, type RuleContext } from '../rules.js';
import { valueOf, type Value } from './evaluate.js';
import type { Reached } from '../rules.js';
import { argumentsAt, type Given } from './text.js';

/** A place in code that listens. */
export interface Listening {
  /** `heroku` is $PORT; undefined if it can't be told. */
  readonly port: string | undefined;
  /** Undefined if it can't be told. */
  readonly host: string | undefined;
  readonly isDefault: { readonly host: boolean; readonly port: boolean };
  /** What only development needs. */
  readonly development: readonly string[];
  readonly listener: Listener;
  readonly evidence: Evidence;
}

/** How many calls of one file are looked at. */
const most = 50;

/** Every place in reached files that listens. */
export function listeningIn(context: RuleContext, code: CodeRules, reached: Reached): Listening[] {
  const listeners = code.listeners.filter(({ where }) => where === undefined || holds(context, where));
  return reached.files.flatMap((path) => {
    const text = reached.text(path);
    const seen = new Set<number>();
    return listeners.flatMap((listener) =>
      [...text.matchAll(expression(listener.pattern, 'gm'))].slice(0, most).flatMap((match) => {
        const start = match.index + match[0].length;
        // The first listener that knows a call decides.
        if (seen.has(start)) return [];
        const given = argumentsAt(text, start);
        const found = listeningAt(code, listener, text, given);
        if (!found) return [];
        seen.add(start);
        const at = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0);
        return [{ ...found, listener, evidence: evidenceAt(context.tree, path, text, at) }];
      }),
    );
  });
}

/** Whether a reached file reads $PORT, and where. */
export function portReadIn({ tree }: RuleContext, code: CodeRules, reached: Reached): Evidence | undefined {
  for (const path of reached.files) {
    const text = reached.text(path);
    for (const { pattern } of code.port) {
      const match = expression(pattern, 'm').exec(text);
      if (match) return evidenceAt(tree, path, text, match.index);
    }
  }
  return undefined;
}

/** Where the port comes from instead of $PORT, and the command that gives it $PORT there. */
export interface OtherPort {
  /** The variable's or the flag's. */
  readonly name: string;
  readonly command: string;
  readonly evidence: Evidence;
}

/** What a reached file takes the port from, if it's another variable or a flag. */
export function otherPortIn(
  { tree }: RuleContext,
  code: CodeRules,
  reached: Reached,
  command: string,
): OtherPort | undefined {
  for (const path of reached.files) {
    const text = reached.text(path);
    for (const rule of code.otherPort) {
      const match = expression(rule.pattern, 'm').exec(text);
      const [, name = ''] = match ?? [];
      if (match)
        return {
          name,
          command: filled(rule.command, { command, 1: name }),
          evidence: evidenceAt(tree, path, text, match.index),
        };
    }
  }
  return undefined;
}

function listeningAt(
  code: CodeRules,
  listener: Listener,
  text: string,
  given: readonly Given[],
): Omit<Listening, 'listener' | 'evidence'> | undefined {
  const { host = [], port = [], address = [], defaultHost, defaultPort, development = [] } = listener;
  const valueAt = (wanted: readonly Argument[]): Value | undefined => {
    const written = argumentIn(given, wanted);
    return written === undefined ? undefined : valueOf(code, text, written);
  };
  const whole = valueAt(address);
  const bound = whole && addressOf(whole);
  if (whole && !bound) return undefined;
  const [ownPort, ownHost] = [valueAt(port), valueAt(host)];
  if (!bound && !ownPort && defaultPort === undefined) return undefined;
  const isDefault = { port: !bound && !ownPort, host: ownHost === undefined && (bound?.host ?? '') === '' };
  return {
    port: bound ? bound.port : ownPort ? portOf(ownPort) : defaultPort,
    host: ownHost ? hostOf(ownHost) : bound && bound.host !== '' ? bound.host : defaultHost,
    isDefault,
    development: given.flatMap(({ name = '', text: value }) =>
      development.includes(name) && !/^false$/i.test(value) ? [name] : [],
    ),
  };
}

/** What is given for one of some arguments, as it is written. */
function argumentIn(given: readonly Given[], wanted: readonly Argument[]): string | undefined {
  const placed = given.filter(({ name }) => name === undefined);
  for (const each of wanted) {
    const found = typeof each === 'number' ? placed[each] : given.find(({ name }) => name === each);
    // A record or a function is no value; a name in a place may stand for one.
    if (!found || /^[&{]|=>|^(?:async )?(?:function|func|def|lambda)\b/.test(found.text)) continue;
    if (typeof each !== 'number' || each === 0 || !/^[\w.]+$/.test(found.text) || /host|addr|ip|port/i.test(found.text))
      return found.text;
  }
  return undefined;
}

const isPort = (literal: string): boolean => /^\d{2,5}$/.test(literal);

function portOf({ readsPort, literals, isOpen }: Value): string | undefined {
  if (readsPort) return 'heroku';
  return isOpen ? undefined : literals.find(isPort);
}

function hostOf({ literals, isOpen, readsPort }: Value): string | undefined {
  return isOpen || readsPort ? undefined : literals[0];
}

/** A host and a port in one: ":8080", "localhost:" and a port. Undefined if it isn't one at all. */
function addressOf(value: Value): { readonly host: string | undefined; readonly port: string | undefined } | undefined {
  const parts = value.literals.flatMap((each) => {
    const [, host, port = ''] = /^(\[[\da-f:]*\]|[\w.*-]*):(\d{1,5}|%[sdv]|\$?\{\w{1,60}\}|)$/i.exec(each) ?? [];
    return host === undefined ? [] : [{ host, port }];
  });
  const numbers = [...parts.map(({ port }) => port), ...value.literals].filter(isPort);
  const [first] = parts;
  if (value.readsPort) return { host: first?.host ?? '', port: 'heroku' };
  // A pair has both apart.
  const host = first?.host ?? value.literals.find((each) => !isPort(each) && /^[\w.:*-]*$/.test(each)) ?? '';
  if (!first && !value.isOpen && numbers.length === 0) return undefined;
  return { host, port: value.isOpen ? undefined : numbers[0] };
}
