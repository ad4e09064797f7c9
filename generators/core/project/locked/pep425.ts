/*
 * Whether a built package is for a machine, by the tags in its file's name:
 * https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/
 */

/** The version of the language, such as "3.13", and the processor, on Linux with glibc. */
export interface Machine {
  readonly version: string;
  readonly cpu: string;
}

/** @param file the name of a file, such as "x-1.0-py3-none-any.whl" */
export function isFor({ version, cpu }: Machine, file: string): boolean {
  const parts = file
    .slice(0, 400)
    .replace(/\.whl$/, '')
    .split('-')
    .slice(-3);
  const [tags = [], abis = [], systems = []] = parts.map((part) => part.split('.'));
  const minor = Number(version.split('.')[1]);
  const isSystem = (each: string): boolean =>
    each === 'any' ||
    each === `linux_${cpu}` ||
    (/^manylinux(?:1|20\d\d|_\d+_\d+)_/.test(each) && each.endsWith(`_${cpu}`));
  const isLanguage = (tag: string, abi: string): boolean => {
    const [, kind, digits = ''] = /^(cp|py)3(\d{0,2})$/.exec(tag) ?? [];
    if (kind === undefined) return false;
    const own = digits === '' ? 0 : Number(digits);
    if (kind === 'py') return abi === 'none' && own <= minor;
    return own === minor ? ['none', 'abi3', tag].includes(abi) : abi === 'abi3' && own < minor && digits !== '';
  };
  return (
    file.endsWith('.whl') && systems.some(isSystem) && tags.some((tag) => abis.some((abi) => isLanguage(tag, abi)))
  );
}
