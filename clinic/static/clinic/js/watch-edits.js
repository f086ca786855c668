// What counts as a change in the editor. Wagtail compares the form with how it stood two seconds after it was loaded; what was
// written before that would never be saved, and what a slow page adds to itself after it would be saved as somebody's words.
(() => {
  let touched = false; // Whether anybody has done anything here since it was loaded.
  let written = false; // Whether anybody has since the last save was sent.
  let asFound = null; // Where all that was done since is a press, such as of a tab: what the form would have sent before it.
  let saving = false; // While Wagtail hears that a save went well, it begins to compare anew.
  const shownAgain = new WeakSet(); // Forms that were handed back, with words that are not saved.

  const watchOf = (form) => window.wagtail.app.getControllerForElementAndIdentifier(form, 'w-unsaved');

  // Wagtail's own values: unsaved, whatever the comparison says. They end with the next save. Where they say so already,
  // or are taken back and set again at once (`isUnseen`), Wagtail sees no change and nothing would be saved.
  const keep = (form, isUnseen = form.dataset.wUnsavedHasEditsValue === 'true' && written) => {
    form.dataset.wUnsavedForceValue = 'true';
    form.dataset.wUnsavedHasEditsValue = 'true';
    if (isUnseen) form.dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true }));
  };
  window.clinicKeepUnsaved = keep;

  const formOf = () => document.querySelector('form[data-edit-form]');
  const sentBy = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => !name.startsWith('loaded_revision')));

  // A press may add, move or take away, or only show something else. Whatever is typed counts.
  const onlyShows = (form) => asFound !== null && asFound === sentBy(form);
  const isPress = (kind, target) => kind === 'click' || !target.closest?.('input, textarea, select, [contenteditable]');
  for (const kind of ['pointerdown', 'keydown']) {
    document.addEventListener(kind, () => { if (!written && formOf()) asFound ??= sentBy(formOf()); }, true);
  }

  for (const kind of ['keydown', 'beforeinput', 'input', 'change', 'paste', 'cut', 'drop', 'click']) {
    document.addEventListener(
      kind,
      ({ target, key, isTrusted }) => {
        if (!isTrusted) return; // Choosers say "change" while they are drawn.
        if (target.closest?.('[data-asked]')) return; // An answer to a reviewer is none of the form's words.
        if (kind === 'click' && target.closest?.('[data-side-panel-toggle], [data-jump]')) return;
        if (key?.length > 1 && !['Enter', 'Backspace', 'Delete', 'Process', 'Unidentified'].includes(key)) return;
        if (!isPress(kind, target)) asFound = null;
        touched = written = true;
      },
      true,
    );
  }

  // A form that Wagtail shows again counts as unsaved from the beginning, and is then not watched at all: nothing that is
  // written into it afterwards would be saved. Its watch is begun here, as that of others is.
  document.addEventListener('w-unsaved:ready', ({ target: form }) => {
    if (form.dataset.wUnsavedForceValue !== 'true') return;
    shownAgain.add(form);
    setTimeout(() => {
      const watch = watchOf(form);
      watch.forceValue = false;
      watch.checkIntervalValueChanged(watch.checkIntervalValue);
      keep(form);
    });
  });

  document.addEventListener('w-unsaved:watch-edits', ({ target: form }) => {
    if (!saving && (shownAgain.has(form) || (written && !onlyShows(form)))) keep(form);
  });

  document.addEventListener('w-autosave:save', () => { written = false; asFound = null; });
  document.addEventListener('w-autosave:success', () => { saving = true; }, true);
  document.addEventListener('w-autosave:success', () => { saving = false; });

  // Nobody was here, or only looked: the page has become complete.
  document.addEventListener(
    'w-unsaved:add',
    (event) => {
      const form = event.target;
      if (shownAgain.has(form) || !form.matches?.('[data-edit-form]')) return;
      if (touched && !onlyShows(form)) return;
      event.stopImmediatePropagation();
      watchOf(form).clear();
    },
    true,
  );
})();
