// A page that waits for somebody else can be read in its form, not written: what was typed there could not be saved. Wagtail keeps
// the pointer away; this keeps the keys away too.
(() => {
  const isLocked = () => document.body.classList.contains('content-locked');
  const inForm = (target) => target.closest?.('[data-edit-form] .w-panel__content');

  for (const kind of ['beforeinput', 'paste', 'cut', 'drop', 'change']) {
    document.addEventListener(
      kind,
      (event) => {
        if (!isLocked() || !event.isTrusted || !inForm(event.target)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      true,
    );
  }

  // Draftail and choices act on the key itself. Keys that move on, and those of shortcuts such as copy, stay.
  document.addEventListener(
    'keydown',
    (event) => {
      const { key, ctrlKey, metaKey, target } = event;
      if (!isLocked() || ctrlKey || metaKey || !inForm(target) || target.closest('[data-panel-toggle]')) return;
      if (key.startsWith('Arrow') ? !target.matches('select') : ['Tab', 'Escape', 'Home', 'End'].includes(key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  document.addEventListener('w-unsaved:add', (event) => isLocked() && event.stopImmediatePropagation(), true);
})();
