/** Longest path and file name, in bytes, that Linux, macOS and Windows all support. */
const longest = { path: 1024, step: 255 };

/** Characters that none of our file names has: they end lines, move the cursor or text, or are lone surrogates. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Code points that macOS ignores when it compares names: git's list (utf8.c, next_hfs_char). */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Whether a path stays inside the folder it starts from, on every system, and out of git's own folder.
 *
 * Records come from a repository that anyone may have written, and they decide which files are written and removed.
 * Names that some disk treats as `.git` count as `.git`, just as in git itself (path.c, is_ntfs_dotgit; utf8.c,
 * is_hfs_dotgit).
 *
 * @param path relative, with forward slashes
 */
export const isSafePath = (path: string): boolean =>
  !unprintable.test(path) &&
  !path.includes('\\') &&
  !/^[A-Za-z]:/.test(path) &&
  Buffer.byteLength(path) <= longest.path &&
  path.split('/').every(isSafeStep);

function isSafeStep(step: string): boolean {
  if (Buffer.byteLength(step) > longest.step) return false;
  // Windows drops dots and spaces at the end of a name, and a colon starts a stream name.
  const [name = ''] = step.replace(ignored, '').toLowerCase().split(':', 1);
  return !['', '.git', 'git~1'].includes(withoutEnd(name));
}

/** A name without the dots and spaces at its end. */
function withoutEnd(name: string): string {
  let end = name.length;
  while (end > 0 && '. '.includes(name.charAt(end - 1))) end -= 1;
  return name.slice(0, end);
}
