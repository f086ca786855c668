// A chooser opens with the focus where one types what to look for; not where that opens the keys of a phone over the list.
//
// Where a chooser was opened the keyboard goes on once something is chosen. Wagtail gives it back to the button that
// opened the chooser, which is hidden by then: the next Tab would begin at the top of the page.
(() => {
  let opened = null;
  document.addEventListener('click', ({ target }) => (opened = target.closest('[data-chooser-url]') ?? opened), true);
  window.jQuery(document).on('shown.bs.modal', ({ target }) => {
    if (!window.matchMedia('(pointer: fine)').matches) return;
    [...target.querySelectorAll('input[name="q"]')].find((field) => field.checkVisibility())?.focus();
  });
  window.jQuery(document).on('hidden.bs.modal', () => {
    if (document.activeElement !== document.body) return;
    const buttons = [...(opened?.querySelectorAll('button') ?? [])];
    buttons.find((button) => button.checkVisibility())?.focus();
  });
})();
