/*
 * What every page has: colors for light and dark, and buttons that copy. A classic script, because browsers load no
 * modules from a disk; it runs before anything is shown.
 */
{
  const root = document.documentElement;
  root.classList.add('scripted');

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (): boolean => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';

  /** A browser may keep nothing for pages from a disk; then the choice lasts as long as the page. */
  const memory = {
    read: (): string | null => {
      try {
        return localStorage.getItem('theme');
      } catch {
        return null;
      }
    },
    write: (theme: string): void => {
      try {
        localStorage.setItem('theme', theme);
      } catch {
        // see above
      }
    },
  };

  const kept = memory.read();
  if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;

  /** The button says which theme is on. */
  function showTheme(): void {
    const button = document.getElementById('theme');
    if (button) button.textContent = `Theme: ${isDark() ? 'dark' : 'light'}`;
  }
  dark.addEventListener('change', showTheme);
  document.addEventListener('DOMContentLoaded', showTheme);

  /** What an element shows as text, without the lines that are only there to be compared. */
  const shownText = (element: Element): string =>
    [...element.children]
      .filter((child) => child instanceof HTMLElement && !child.hidden && !child.classList.contains('gone'))
      .map(({ textContent }) => textContent)
      .join('');

  /** Tells in the button itself what came of it, for a moment. */
  function tell(button: HTMLElement, word: string): void {
    const name = (button.dataset.name ??= button.textContent);
    button.textContent = word;
    setTimeout(() => {
      button.textContent = name;
    }, 1800);
  }

  async function copy(button: HTMLElement): Promise<void> {
    const source = document.getElementById(button.dataset.copy ?? '');
    if (!source) return;
    try {
      await navigator.clipboard.writeText(shownText(source));
      tell(button, 'Copied');
    } catch {
      // Not allowed: what is left to do is one key.
      getSelection()?.selectAllChildren(source);
      tell(button, 'Selected');
    }
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.dataset.copy !== undefined) void copy(button);
    if (button?.id === 'theme') {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      memory.write(root.dataset.theme);
      showTheme();
    }
  });
}
