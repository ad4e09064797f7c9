/*
 * A template's page. Everything that any choice can show is already in the page; an element that isn't always there
 * says when it is, in data-when: terms separated by spaces, each a query string of choices and values. The choices and
 * the open file are in the URL: links, reloads and the back button need nothing else.
 */
{
  /** The one element that our pages always have. */
  const one = <Kind extends Element>(kind: new () => Kind, selector: string, within: ParentNode = document): Kind => {
    const found = within.querySelector(selector);
    if (found instanceof kind) return found;
    throw new Error(`there is no ${selector}`);
  };

  const form = one(HTMLFormElement, 'form.options');
  const radios = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name=addons]')];
  const inputs = [...radios, ...boxes];
  const lines = [...document.querySelectorAll<HTMLElement>('.lines > [data-when]')];
  const others = [...document.querySelectorAll<HTMLElement>('[data-when]:not(.lines > *)')];
  const files = [...document.querySelectorAll<HTMLElement>('.file')].map((section) => ({
    section,
    link: one(HTMLAnchorElement, `.tree a[data-path="${CSS.escape(section.dataset.path ?? '')}"]`),
    path: section.dataset.path ?? '',
    usual: !section.hidden,
  }));
  const usual = new Set(lines.filter(({ hidden }) => !hidden));
  const summary = one(HTMLElement, '.summary');
  const reset = one(HTMLAnchorElement, '.reset');
  const absent = one(HTMLElement, '.absent');
  const drawer = one(HTMLDetailsElement, '.tree details');
  const narrow = matchMedia('(max-width: 59.99rem)');
  const title = document.title;
  let open: string | undefined;

  const address = (): URLSearchParams => new URLSearchParams(location.hash.slice(1));

  /** The URL of a file with choices: the current ones, or the usual ones. */
  const addressOf = (path: string, which: 'checked' | 'defaultChecked' = 'checked'): string => {
    const chosen = radios.filter((radio) => radio[which]).map(({ name, value }) => [name, value]);
    const addons = boxes.filter((box) => box[which]).map(({ value }) => value);
    const name = address().get('name');
    const all = [
      ...chosen,
      ...(boxes.length > 0 ? [['addons', addons.join() || 'none']] : []),
      ...(name === null ? [] : [['name', name]]),
      ['file', path],
    ];
    return `#${new URLSearchParams(all).toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`;
  };

  function takeChoices(): void {
    for (const radio of radios) {
      const wanted = address().get(radio.name);
      const known = radios.some(({ name, value }) => name === radio.name && value === wanted);
      radio.checked = known ? radio.value === wanted : radio.defaultChecked;
    }
    const addons = address().get('addons')?.split(',');
    for (const box of boxes) box.checked = addons?.includes(box.value) ?? box.defaultChecked;
  }

  function showConditional(): void {
    const chosen = new Map([
      ...radios.filter(({ checked }) => checked).map(({ name, value }): [string, string] => [name, value]),
      ...boxes.map(({ value, checked }): [string, string] => [`addons.${value}`, checked ? 'on' : 'off']),
    ]);
    const terms = new Map<string, boolean>();
    const meets = (when: string): boolean =>
      when
        .split(' ')
        .filter(Boolean)
        .some((term) => [...new URLSearchParams(term)].every(([name, value]) => chosen.get(name) === value));
    const holds = ({ dataset: { when = '' } }: HTMLElement): boolean => {
      if (!terms.has(when)) terms.set(when, meets(when));
      return terms.get(when) === true;
    };
    for (const element of others) element.hidden = !holds(element);
    const fresh = new Set<Element | null>(files.filter((file) => !file.usual).map(({ section }) => section));
    for (const line of lines) {
      const there = holds(line);
      const compared = !fresh.has(line.closest('.file'));
      const mark = !compared || there === usual.has(line) ? '' : there ? 'added' : 'gone';
      line.hidden = !there && mark !== 'gone';
      line.className = mark;
      if (mark === '') line.removeAttribute('role');
      else line.setAttribute('role', mark === 'added' ? 'insertion' : 'deletion');
    }
  }

  function showMarks(): void {
    const marked = { changed: 0, new: 0, gone: [] as string[] };
    for (const { section, link, path, ...file } of files) {
      const there = !section.hidden;
      const changed = there && file.usual && section.querySelector('.added, .gone') !== null;
      // The tool's own records change with every choice, which isn't news.
      const isTold = !('record' in section.dataset);
      const mark = changed && isTold ? 'changed' : there && !file.usual ? 'new' : '';
      if (mark !== '') marked[mark] += 1;
      if (!there && file.usual) marked.gone.push(path);
      one(HTMLElement, '.mark', link).textContent = mark;
      section.classList.toggle('differs', changed);
      link.href = addressOf(path);
    }
    const { changed, gone } = marked;
    const parts = [
      ...(changed > 0 ? [`${changed} ${changed === 1 ? 'file' : 'files'} changed`] : []),
      ...(marked.new > 0 ? [`${marked.new} added`] : []),
      ...(gone.length > 0 ? [`${gone.join(', ')} left out`] : []),
    ];
    const different = inputs.some(({ checked, defaultChecked }) => checked !== defaultChecked);
    summary.textContent =
      parts.length > 0
        ? `Compared with the defaults: ${parts.join('; ')}.`
        : different
          ? 'Compared with the defaults: no files changed.'
          : 'These are the defaults.';
    reset.hidden = !different;
  }

  function showFile(): void {
    const wanted = address().get('file');
    const file = files.find(({ path }) => path === wanted) ?? files.find(({ section }) => 'start' in section.dataset);
    if (!file) return;
    for (const { section, link } of files) {
      section.classList.toggle('open', section === file.section);
      if (section === file.section) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    absent.hidden = !file.section.hidden;
    one(HTMLElement, 'code', absent).textContent = file.path;
    reset.href = addressOf(file.path, 'defaultChecked');
    document.title = wanted === null ? title : `${file.path} – ${title}`;
    const moved = open === undefined ? wanted !== null && narrow.matches : open !== file.path;
    open = file.path;
    if (!moved) return;
    if (narrow.matches) drawer.open = false;
    const place = file.section.hidden ? absent : file.section;
    const { top } = place.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) place.scrollIntoView();
  }

  function show(): void {
    takeChoices();
    showConditional();
    showMarks();
    showFile();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  form.addEventListener('change', () => {
    // The URL rather than the open file: the user may just have followed a link.
    location.hash = addressOf(address().get('file') ?? open ?? '');
  });
  addEventListener('hashchange', show);
  one(HTMLElement, '.skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector<HTMLElement>('.file.open')?.focus();
  });
  // Without scripts, the URL's hash leads to these ids; with scripts, it is more than an id.
  for (const { section } of files) section.removeAttribute('id');
  if (narrow.matches) drawer.open = false;
  show();
}
