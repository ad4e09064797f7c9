/* The app's name: the command follows what is typed. A name of the user's own is in the URL, as the choices are. */
{
  /** The one element that our pages always have. */
  const one = <Kind extends Element>(kind: new () => Kind, selector: string): Kind => {
    const found = document.querySelector(selector);
    if (found instanceof kind) return found;
    throw new Error(`there is no ${selector}`);
  };

  const field = one(HTMLInputElement, '#name');
  const fault = one(HTMLElement, '.fault');
  const renamed = one(HTMLElement, '.renamed');
  const rule = new RegExp(field.dataset.rule ?? '');
  const usual = field.defaultValue;
  let shown = usual;

  function show(): void {
    const wanted = new URLSearchParams(location.hash.slice(1)).get('name') ?? usual;
    const name = rule.test(wanted) ? wanted : usual;
    // What is being typed stays, even while it isn't a valid name.
    if (name !== shown) field.value = name;
    shown = name;
    renamed.hidden = name === usual;
    for (const place of document.querySelectorAll('[data-name]'))
      place.textContent = place.textContent.endsWith(' ') ? `${name} ` : name;
    tellFault();
  }

  function tellFault(): void {
    const isWrong = !rule.test(field.value);
    fault.hidden = !isWrong;
    field.setAttribute('aria-invalid', String(isWrong));
  }

  field.addEventListener('input', () => {
    tellFault();
    if (!rule.test(field.value)) return;
    const address = new URLSearchParams(location.hash.slice(1));
    if (field.value === usual) address.delete('name');
    else address.set('name', field.value);
    shown = field.value;
    // The back button undoes a choice, not a letter.
    location.replace(`#${address.toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`);
  });
  addEventListener('hashchange', show);
  show();
}
