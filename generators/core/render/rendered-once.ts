import type { RenderContext } from './context.js';
import { rendered, type ContentOf } from './render.js';

/** The contents of one file, from templates that read the same names, by the values of these names. */
interface Renderings {
  readonly names: ReadonlySet<string | symbol>;
  readonly contents: Map<string, Buffer>;
}

/**
 * Renders a file once for all repositories that give its template the same values.
 *
 * A template depends only on what it reads: with equal values it takes the same path, reads the same names again and
 * produces the same text.
 */
export function renderedOnce(): ContentOf {
  const known = new Map<string, Renderings[]>();
  const numberOf = numbering();
  return async (source, values, views) => {
    const file = JSON.stringify([source.source, source.path, source.row.layout, views]);
    const renderings = known.get(file) ?? [];
    known.set(file, renderings);
    const keyOf = (names: Iterable<string | symbol>): string =>
      [...names].map((name) => numberOf(Reflect.get(values, name))).join();
    for (const { names, contents } of renderings) {
      const content = contents.get(keyOf(names));
      if (content !== undefined) return content;
    }
    const read = new Set<string | symbol>();
    const content = await rendered(source, recording(values, read), views);
    const same = renderings.find(({ names }) => names.size === read.size && [...names].every((name) => read.has(name)));
    if (same) same.contents.set(keyOf(same.names), content);
    else renderings.push({ names: read, contents: new Map([[keyOf(read), content]]) });
    return content;
  };
}

/** The same values, recording each name that is read or checked. */
const recording = (values: RenderContext, read: Set<string | symbol>): RenderContext =>
  new Proxy(values, {
    get: (target, name): unknown => {
      read.add(name);
      return Reflect.get(target, name);
    },
    has: (target, name) => {
      read.add(name);
      return Reflect.has(target, name);
    },
  });

/** Gives equal values, and only those, the same number. A function equals only itself. */
function numbering(): (value: unknown) => number {
  const ofPlain = new Map<unknown, number>();
  const ofText = new Map<string, number>();
  const ofObject = new WeakMap<object, number>();
  let last = 0;
  const found = <Key>(
    known: { get: (key: Key) => number | undefined; set: (key: Key, number: number) => unknown },
    key: Key,
  ): number => {
    const number = known.get(key) ?? (last += 1);
    known.set(key, number);
    return number;
  };
  return function numberOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return found(ofPlain, value);
    const seen = ofObject.get(value);
    if (seen !== undefined) return seen;
    const parts = Object.entries(value).map(([name, part]) => [name, numberOf(part)]);
    const number = found(ofText, JSON.stringify([Array.isArray(value), parts]));
    ofObject.set(value, number);
    return number;
  };
}
