/* Add-ons that need others: adding one also adds what it needs, and removing one also removes what needs it. */
{
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[name=addons]')];

  /** The add-ons that an add-on needs one of. */
  const needsOf = ({ dataset: { needs = '' } }: HTMLInputElement): HTMLInputElement[] => {
    const ids = needs.split(' ').filter(Boolean);
    return ids.flatMap((id) => boxes.find(({ value }) => value === id) ?? []);
  };
  const lacksNeed = (box: HTMLInputElement): boolean =>
    box.checked && needsOf(box).length > 0 && !needsOf(box).some(({ checked }) => checked);

  /** The same for a URL that someone typed. */
  function completeAddress(): void {
    const address = new URLSearchParams(location.hash.slice(1));
    const ids = new Set(address.get('addons')?.split(','));
    const missing = boxes
      .filter(({ value }) => ids.has(value))
      .map((box) => needsOf(box).map(({ value }) => value))
      .filter((needs) => needs.length > 0 && !needs.some((need) => ids.has(need)))
      .flatMap(([first]) => first ?? []);
    if (missing.length === 0) return;
    address.set(
      'addons',
      boxes
        .map(({ value }) => value)
        .filter((id) => ids.has(id) || missing.includes(id))
        .join(),
    );
    location.replace(`#${address.toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`);
  }

  // Runs before the page reads what is checked.
  document.addEventListener(
    'change',
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.name !== 'addons') return;
      for (const box of boxes.filter(lacksNeed)) {
        const [first] = needsOf(box);
        if (target.checked && first) first.checked = true;
        else box.checked = false;
      }
    },
    { capture: true },
  );
  addEventListener('hashchange', completeAddress);
  completeAddress();
}
