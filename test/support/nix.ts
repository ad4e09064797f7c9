/* Just enough of Nix's lexer to see where strings start and end, and what is in them (Nix manual, "String literal"). */

/**
 * The texts of all strings in a Nix expression, including those in interpolations, in the order in which they end.
 *
 * @throws Error if a string or an interpolation doesn't end
 */
export function nixStrings(source: string): string[] {
  const found: string[] = [];
  let at = 0;

  const fail = (): never => {
    throw new Error(`a string does not end: ${source.slice(Math.max(0, at - 40), at)}`);
  };

  const after = (end: string): number | undefined => {
    const found = source.indexOf(end, at);
    return found < 0 ? undefined : found + end.length;
  };

  /** Reads code up to the brace that ends an interpolation, or to the end. */
  function code(inside: boolean): void {
    for (let depth = 0; at < source.length;) {
      if (source[at] === '#') at = after('\n') ?? source.length;
      else if (source.startsWith('/*', at)) at = after('*/') ?? fail();
      else if (source[at] === '"') plain();
      else if (source.startsWith("''", at)) indented();
      else if (source[at] === '}' && inside && depth === 0) return void (at += 1);
      else {
        depth += source[at] === '{' ? 1 : source[at] === '}' ? -1 : 0;
        at += 1;
      }
    }
    if (inside) fail();
  }

  function plain(): void {
    let text = '';
    for (at += 1; source[at] !== '"';) {
      if (at >= source.length) fail();
      if (source[at] === '\\') {
        const mark = source[at + 1] ?? '';
        text += { n: '\n', r: '\r', t: '\t' }[mark] ?? mark;
        at += 2;
      } else text += other();
    }
    at += 1;
    found.push(text);
  }

  function indented(): void {
    let text = '';
    for (at += 2; ;) {
      if (at >= source.length) fail();
      if (source.startsWith("'''", at)) [text, at] = [`${text}''`, at + 3];
      else if (source.startsWith("''$", at)) [text, at] = [`${text}$`, at + 3];
      else if (source.startsWith("''\\", at)) [text, at] = [text + (source[at + 3] ?? ''), at + 4];
      else if (source.startsWith("''", at)) break;
      else text += other();
    }
    at += 2;
    found.push(text);
  }

  /** One character of a string, or an interpolation; $$ doesn't start one. */
  function other(): string {
    if (source.startsWith('$$', at)) return source.slice(at, (at += source.startsWith('$${', at) ? 3 : 1));
    if (source.startsWith('${', at)) {
      at += 2;
      code(true);
      return '';
    }
    return source[at++] ?? '';
  }

  code(false);
  return found;
}
