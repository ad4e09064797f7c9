import { execa } from 'execa';
import { isInstalled } from './programs.js';

/**
 * The command that shows long texts: the user's own, or one that is there.
 *
 * @returns nothing where there is none, or where the user wants none (PAGER is empty)
 */
export function pager(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.PAGER !== undefined) return env.PAGER.trim() || undefined;
  return ['less', 'more'].find((name) => isInstalled(name, env.PATH));
}

/**
 * Shows a text in a pager, until the user leaves it.
 *
 * @param command as in $PAGER: read by a shell
 * @returns whether the pager could do it
 */
export async function page(command: string, text: string): Promise<boolean> {
  // Ctrl-C in the pager is the pager's: it reaches every program at the terminal, and must not end this one.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    // less passes colours on when it is told so; what the user has set stays.
    const env = { LESS: `${process.env.LESS ?? ''} -R`.trim() };
    const { failed } = await execa(command, {
      shell: true,
      env,
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
