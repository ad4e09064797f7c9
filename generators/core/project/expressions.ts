const compiled = new Map<string, RegExp>();

/** The regular expression of a pattern in the catalog, compiled once: rules run on thousands of lines. */
export function expression(pattern: string, flags = ''): RegExp {
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key) ?? new RegExp(pattern, flags);
  compiled.set(key, known);
  return known;
}
