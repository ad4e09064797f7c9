import { trustedPath } from './programs.js';

/**
 * Opens a page in the user's browser, without waiting for it to close.
 *
 * @param path absolute
 * @returns why it couldn't be opened, if known
 */
export async function openInBrowser(path: string): Promise<string | undefined> {
  if (process.env.CI) return 'no one is there to look at it: CI is set';
  if (
    process.platform === 'linux' &&
    !process.env.DISPLAY &&
    !process.env.WAYLAND_DISPLAY &&
    !process.env.WSL_DISTRO_NAME
  )
    return 'there is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set';
  try {
    const { default: open } = await import('open');
    await withTrustedPath(() => open(path));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The opener starts other programs by name, and takes no environment but ours. */
async function withTrustedPath(work: () => Promise<unknown>): Promise<void> {
  const { PATH } = process.env;
  process.env.PATH = trustedPath();
  try {
    await work();
  } finally {
    if (PATH === undefined) delete process.env.PATH;
    else process.env.PATH = PATH;
  }
}
