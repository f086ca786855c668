// A form that comes back with errors: Wagtail counts them on the tabs before blocks are made, and leads to the first where
// it stands, in a window that is shut too.
(() => {
  const ERRORS = ':not([hidden]):is(.error-message, .help-critical)';
  const FIELDS = 'input:not([type="hidden"]), select, textarea, [contenteditable="true"]';
  const LATER = 200; // Milliseconds: blocks come in bursts.

  const hasWords = (error) => error.textContent.trim() !== '';
  const errors = () => [...document.querySelectorAll(ERRORS)].filter((one) => one.closest('[data-edit-form]') && hasWords(one));

  let waiting;
  document.addEventListener('wagtail:panel-init', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      for (const one of document.querySelectorAll('.w-tabs__errors')) {
        window.wagtail.app.getControllerForElementAndIdentifier(one, 'w-count')?.count();
      }
    }, LATER);
  });

  function open(error) {
    const over = error.closest('[data-controller~="w-dialog"]');
    if (over) document.querySelector(`[data-a11y-dialog-show="${over.id}"]`)?.click();
    error.dispatchEvent(new CustomEvent('w-focus:focus', { bubbles: true })); // Its tab listens.
    for (let shut = error.closest('[hidden="until-found"]'); shut; shut = shut.parentElement.closest('[hidden="until-found"]')) {
      shut.dispatchEvent(new Event('beforematch', { bubbles: true }));
    }
  }

  document.addEventListener(
    'click',
    (event) => {
      const button = event.target.closest?.('[data-controller~="w-focus"][data-w-focus-target-value*="error-message"]');
      const [first] = button ? errors() : [];
      if (!first) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      open(first);
      const field = first.closest('.w-field__wrapper, .w-field, [data-contentpath], section')?.querySelector(FIELDS);
      setTimeout(() => {
        if (!field) first.setAttribute('tabindex', '-1');
        (field ?? first).focus({ preventScroll: true });
        first.scrollIntoView({ block: 'center' }); // Not below the bar of the form.
      });
    },
    true,
  );
})();
