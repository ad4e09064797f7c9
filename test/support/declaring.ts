import { examinedAt } from './examining.js';
import { temporaryFolder } from './folders.js';

export type Files = Readonly<Record<string, string>>;

/** What production needs: `flask[async] ^3`, with `@` and where it comes from; `!` and what can't be understood. */
export function declaredIn(files: Files): string[] {
  const { detected } = examinedAt(temporaryFolder({ 'app.py': '', ...files }), 'flask');
  const refused = detected.unread.flatMap(({ why, fix }) => (fix === undefined ? [] : [`! ${why}`]));
  const needed = detected.dependencies
    .filter(({ development }) => !development)
    .map(({ name, extras, version, url, index = '' }) => {
      const from = url || (index && `index ${index}`);
      return `${name}${extras.length > 0 ? `[${extras.join()}]` : ''} ${version} ${from && `@ ${from}`}`;
    });
  return [...needed, ...refused].map((each) => each.replace(/\s+/g, ' ').trim()).sort();
}
