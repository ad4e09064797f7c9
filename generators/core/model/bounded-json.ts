/** How much of a JSON text is read. */
export interface JsonLimits {
  /** Characters of the whole text. */
  readonly length: number;
  /** Nesting of arrays and objects. */
  readonly depth: number;
  /** Array items and object keys, all together. */
  readonly entries: number;
}

/** More than any file written by a person or a package manager needs. */
const usual: JsonLimits = { length: 32_000_000, depth: 200, entries: 2_000_000 };

/**
 * Parses JSON from a file that anyone may have written. The result is safe to walk recursively.
 *
 * @param text the JSON text
 * @param limits where to stop; a limit left out has its usual value
 * @throws SyntaxError when the text isn't JSON, or exceeds a limit
 */
export function boundedJson(text: string, limits: Partial<JsonLimits> = {}): unknown {
  const most = { ...usual, ...limits };
  if (text.length > most.length) throw new SyntaxError(`It is longer than ${most.length} characters`);
  const { depth, entries } = sizeOf(text, most.depth);
  if (depth > most.depth) throw new SyntaxError(`It is nested more than ${most.depth} levels deep`);
  if (entries > most.entries) throw new SyntaxError(`It has more than ${most.entries} entries`);
  return JSON.parse(text);
}

/** How deep a text goes and how many commas separate its entries; stops reading once it exceeds the maximum depth. */
function sizeOf(text: string, deepest: number): { readonly depth: number; readonly entries: number } {
  let [level, depth, entries] = [0, 0, 0];
  let quoted = false;
  for (let at = 0; at < text.length && depth <= deepest; at += 1) {
    const mark = text[at];
    if (mark === '"') quoted = !quoted;
    else if (quoted) at += mark === '\\' ? 1 : 0;
    else if (mark === '[' || mark === '{') depth = Math.max(depth, (level += 1));
    else if (mark === ']' || mark === '}') level -= 1;
    else if (mark === ',') entries += 1;
  }
  return { depth, entries };
}
