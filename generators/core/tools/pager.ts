import { execa } from 'execa';
import { programPath, trustedPath } from './programs.js';

/** How long texts are shown. */
export type Pager =
  /** The user's $PAGER, run by a shell. */
  | { readonly kind: 'own'; readonly line: string }
  /** Absolute path of an installed program. */
  | { readonly kind: 'found'; readonly path: string };

/**
 * The command that shows long texts: the user's own, or an installed one.
 *
 * @returns undefined if there is none, or the user wants none (PAGER is empty)
 */
export function pager(env: NodeJS.ProcessEnv = process.env): Pager | undefined {
  const line = env.PAGER?.trim();
  if (line !== undefined) return line === '' ? undefined : { kind: 'own', line };
  const path = ['less', 'more'].map((name) => programPath(name, process.cwd(), env.PATH)).find(Boolean);
  return path === undefined ? undefined : { kind: 'found', path };
}

/**
 * Shows a text in a pager, until the user quits.
 *
 * @returns whether the pager worked
 */
export async function page(pager: Pager, text: string): Promise<boolean> {
  // Ctrl-C in the pager is for the pager: it reaches every program in the terminal, and must not end this one.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    const { failed } = await execa(pager.kind === 'own' ? pager.line : pager.path, {
      shell: pager.kind === 'own',
      // less keeps colors only with -R; the user's own options stay. The shell looks up programs by name.
      env: { LESS: `${process.env.LESS ?? ''} -R`.trim(), PATH: trustedPath() },
      input: text,
      stdout: 'inherit',
      stderr: 'inherit',
      reject: false,
    });
    return !failed;
  } finally {
    process.off('SIGINT', ignore);
  }
}
