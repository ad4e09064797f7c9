/* Which builds may download a C compiler: it's large, and each deploy on Heroku downloads anew. */
import { linesOf } from './world.js';

/** Templates that may compile: npm packages can have native modules. */
const compiling = ['node'];

/**
 * @param {string} text what the step `image` printed
 * @param {string} template
 * @returns {string} the same text
 */
export function withoutCompiler(text, template) {
  const found = linesOf(text, 'COPIED').filter((name) => name.startsWith('gcc'));
  if (found.length > 0 && !compiling.includes(template)) throw new Error(`It downloads a C compiler: ${found.join()}`);
  return text;
}
