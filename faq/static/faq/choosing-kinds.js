// The list of statements with the keys alone, and without a way to the server for each step. Without it the form does it all.
(() => {
  const form = document.querySelector('[data-choosing-kinds]');
  if (!form) return;
  const rows = [...form.querySelectorAll('[data-choosing-kinds-row]')];
  const state = form.querySelector('[data-choosing-kinds-state]');
  const kinds = [...form.elements.kind.options].map(({ value }) => value); // The first is none.
  form.querySelector('[data-choosing-kinds-keys]').hidden = false;

  const radios = (row) => [...row.querySelectorAll('[type="radio"]')];
  const tick = (row) => row.querySelector('[type="checkbox"]');
  const isShown = (row) => row.checkVisibility();
  function give(row, kind) {
    const radio = radios(row).find(({ value }) => value === kind);
    radio.checked = true;
    radio.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function go(row, step) {
    const shown = rows.filter(isShown);
    const next = shown[shown.indexOf(row) + step];
    if (!next) return;
    (radios(next).find(({ checked }) => checked) ?? radios(next)[0]).focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  form.addEventListener('keydown', (event) => {
    const row = event.target.closest('[data-choosing-kinds-row]');
    if (!row || event.target.closest('a') || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (key === 'ArrowDown') go(row, 1);
    else if (key === 'ArrowUp') go(row, -1);
    else if (key.toLowerCase() === 'x') tick(row).click();
    else if (/^[0-9]$/.test(key) && Number(key) < kinds.length) give(row, kinds[Number(key)]);
    else return;
    event.preventDefault();
  });

  function count() {
    const ticked = rows.filter((row) => tick(row).checked).length;
    form.querySelector('[data-choosing-kinds-ticked]').textContent = ticked ? ` (${ticked})` : '';
  }
  form.addEventListener('change', count);

  // One for all that are ticked.
  function apply() {
    const kind = form.elements.kind.value;
    const chosen = rows.filter((row) => tick(row).checked);
    if (!chosen.length || !kind) {
      state.textContent = 'Tick the statements first, and choose a kind for them.';
      return;
    }
    for (const row of chosen) {
      give(row, kind);
      tick(row).checked = false;
    }
    const { text } = form.elements.kind.selectedOptions[0];
    state.textContent = `“${text}” is set for ${chosen.length} statement${chosen.length > 1 ? 's' : ''}. Save to keep it.`;
    count();
  }

  function show(button) {
    form.dataset.show = button.value;
    form.querySelector('[data-choosing-kinds-shown]').value = button.value;
    for (const one of form.querySelectorAll('[aria-pressed]')) one.setAttribute('aria-pressed', String(one === button));
    // What cannot be seen is not ticked.
    for (const row of rows) if (!isShown(row)) tick(row).checked = false;
    count();
  }

  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.name === 'show') show(button);
    else if (button?.value === 'apply') apply();
    else return;
    event.preventDefault();
  });
  count();
})();
