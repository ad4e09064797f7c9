/* Search and filters of the list of templates. Their values are in the URL, so that it can be shared. */
{
  /** The one element that our pages always have. */
  const one = <Kind extends Element>(kind: new () => Kind, selector: string, within: ParentNode = document): Kind => {
    const found = within.querySelector(selector);
    if (found instanceof kind) return found;
    throw new Error(`there is no ${selector}`);
  };

  const form = one(HTMLFormElement, 'form.find');
  const search = one(HTMLInputElement, 'input[type=search]');
  const count = one(HTMLElement, '.count');
  const nothing = one(HTMLElement, '.nothing');
  const cards = [...document.querySelectorAll<HTMLElement>('.card')].map((card) => ({
    card,
    text: [...card.querySelectorAll('.said')].map(({ textContent }) => textContent.toLowerCase()).join('\n'),
    filters: [...new URLSearchParams(card.dataset.filters)],
  }));

  const names = new Set([...form.querySelectorAll<HTMLInputElement>('input[type=radio]')].map(({ name }) => name));

  const address = (): URLSearchParams => new URLSearchParams(location.hash.slice(1));

  function show(): void {
    const wanted = address();
    if (search.value.trim() !== (wanted.get('q') ?? '')) search.value = wanted.get('q') ?? '';
    for (const radio of form.querySelectorAll<HTMLInputElement>('input[type=radio]'))
      radio.checked = radio.value === (wanted.get(radio.name) ?? '');
    const words = search.value.toLowerCase().split(/\s+/);
    const filters = [...wanted].filter(([name]) => names.has(name));
    for (const { card, text, filters: its } of cards)
      card.hidden = !(
        words.every((word) => text.includes(word)) &&
        filters.every(([name, value]) => its.some((each) => each[0] === name && each[1] === value))
      );
    const found = cards.filter(({ card }) => !card.hidden).length;
    count.textContent = found === cards.length ? `${found} templates` : `${found} of ${cards.length} templates`;
    nothing.hidden = found > 0;
  }

  function ask(): string {
    const all = [...new FormData(form)].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value.trim() : '',
    ]);
    return `#${new URLSearchParams(all.filter(([, value]) => value !== '')).toString()}`;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  // The back button undoes a filter, not a letter.
  search.addEventListener('input', () => {
    location.replace(ask());
  });
  form.addEventListener('change', ({ target }) => {
    if (target !== search) location.hash = ask();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === search || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  addEventListener('hashchange', show);
  show();
}
