/**
 * Lays text out as Prettier does by default, if it knows the kind of file; other text comes back unchanged.
 *
 * The settings of whoever runs the tool are not looked at: the same answers give the same bytes everywhere.
 */
export async function formatted(path: string, text: string): Promise<string> {
  // Loaded by those repositories that need it: it is the half of a rendering's time.
  const { format, getFileInfo } = await import('prettier');
  const { inferredParser } = await getFileInfo(path, { resolveConfig: false });
  return inferredParser === null ? text : format(text, { parser: inferredParser, filepath: path });
}
