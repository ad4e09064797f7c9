import { posix } from 'node:path';

const archive = /\.(?:whl|zip|tar\.(?:gz|bz2|xz)|tgz)$/i;

/** Whether an entry is an address, a path or an archive, and no name. */
export function isAddress(entry: string): boolean {
  const [first = ''] = entry.split(/[\s;]/, 1);
  return (
    /^[A-Za-z][\w+.-]*:\/\//.test(first) ||
    first.startsWith('file:') ||
    first.startsWith('.') ||
    /^[^[<>=!~]*[\\/]/.test(first) ||
    archive.test(first)
  );
}

/** What is at an address, as far as it says: by `egg=`, the name of a wheel, or the last step of its path. */
export function nameAt(address: string): string {
  const [, egg = ''] = /[#&]egg=([\w.-]+)/.exec(address) ?? [];
  if (egg !== '') return egg;
  const [path = ''] = address.split(/[?#]/, 1);
  const last =
    beforeMark(path, '[')
      .split(/[\\/]/)
      .filter((step) => step !== '' && step !== '.')
      .at(-1) ?? '';
  const file = beforeMark(last, '@').replace(/\.git$/, '');
  const [, packed = ''] = archive.test(file) ? (/^([\w.-]+?)-v?\d/.exec(file) ?? []) : [];
  const name = packed || file;
  return /^[\w.-]+$/.test(name) && !/^\.+$/.test(name) ? name : address;
}

const beforeMark = (text: string, mark: string): string => {
  const at = text.indexOf(mark, 1);
  return at === -1 ? text : text.slice(0, at);
};

/** An address as it may be shown: without a password or token. */
export const shownAddress = (address: string): string => address.replace(/:\/\/(?!git@)[^/@\s]*@/, '://');

/** The extras of the project itself, if an address is the project's own folder: `.[web]`. */
export function itselfAt(address: string): readonly string[] | undefined {
  const [, path = '', extras = ''] = /^(?:file:)?([^[]*)(?:\[([^\]]*)\])?$/.exec(address.trim()) ?? [];
  if (path === '' || path.startsWith('/')) return undefined;
  const isItself = ['.', './'].includes(posix.normalize(path));
  return isItself ? extras.split(',').flatMap((each) => each.trim() || []) : undefined;
}
