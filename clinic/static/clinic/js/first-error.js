// A form that comes back with errors brings whoever sent it to the first of them: the message may stand far below what they see.
(() => {
  const MESSAGES = '.clinic-field__error, .error-message, .errorlist';
  const FIELDS = 'input:not([type="hidden"]), select, textarea, [contenteditable="true"]';

  function goToFirst(place) {
    // Wagtail's editor has errors in several tabs, and a button that leads to the first.
    const messages = [...place.querySelectorAll(MESSAGES)].filter((one) => one.textContent.trim() && one.checkVisibility());
    const message = messages.find((one) => !one.closest('[data-edit-form]'));
    if (!message) return false;
    const around = message.closest('.clinic-field, .w-field__wrapper, .w-field, fieldset, li, form');
    const field = around?.querySelector(FIELDS);
    const target = field ?? message;
    if (!field) message.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
    message.scrollIntoView({ block: 'center' });
    return true;
  }

  // A tab of a window takes a moment to show what was put into it.
  function goWhenShown(over, patience = 30) {
    if (!goToFirst(over) && patience) requestAnimationFrame(() => goWhenShown(over, patience - 1));
  }

  document.addEventListener('DOMContentLoaded', () => {
    goToFirst(document.querySelector('main') ?? document.body);
    // Windows over the page: what is in them is exchanged when they are sent. Some fields are looked at before that, and
    // a second press then changes nothing.
    document.addEventListener(
      'submit',
      ({ target }) => {
        const over = target.closest('.modal');
        if (over) setTimeout(() => goToFirst(over));
      },
      true,
    );
    const within = new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).find((node) => node.querySelector?.(MESSAGES));
      if (added) goWhenShown(added.closest('.modal') ?? added);
    });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (node.matches?.('.modal')) within.observe(node, { childList: true, subtree: true });
      }
    }).observe(document.body, { childList: true });
  });
})();
