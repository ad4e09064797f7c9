/*
 * What every page has: colors for light and dark, and copy buttons. A classic script, because browsers don't load
 * modules from disk; it runs before anything is shown.
 */
{
  const root = document.documentElement;
  root.classList.add('scripted');

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (): boolean => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';

  /** A browser may not store anything for pages from disk; then the choice lasts as long as the page. */
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

  /** Shows on the button which theme is on. */
  function showTheme(): void {
    const button = document.getElementById('theme');
    if (button) button.textContent = `Theme: ${isDark() ? 'dark' : 'light'}`;
  }
  dark.addEventListener('change', showTheme);
  document.addEventListener('DOMContentLoaded', showTheme);

  /** The text that an element shows, without the lines that are only there for comparison. */
  const shownText = (element: Element): string =>
    [...element.children]
      .filter((child) => child instanceof HTMLElement && !child.hidden && !child.classList.contains('gone'))
      .map(({ textContent }) => textContent)
      .join('');

  /** Shows the result in the button itself, for a moment. */
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
      // Not allowed: select it, so copying takes one key.
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
