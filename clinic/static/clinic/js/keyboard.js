// The editor with the keys alone. In a list Draftail keeps the Tab key, with which one item goes below another: there
// was no way out of it. Nesting is not worth a trap.
document.addEventListener(
  'keydown',
  (event) => {
    if (event.key === 'Tab' && event.target.closest('.Draftail-Editor')) event.stopPropagation();
  },
  true,
);

// What has the focus is never under the bar with the buttons: a new block opens slowly, after its first field has it.
(() => {
  const OPENED = 350; // Milliseconds.
  const LOW = 200; // Pixels: what is higher is not moved under somebody's hand unless none of it is seen.

  const uncover = (field) => {
    const scroller = field.closest('.content-wrapper');
    if (!scroller || document.activeElement !== field) return;
    const { top, height } = field.getBoundingClientRect();
    const bar = scroller.getBoundingClientRect().bottom - parseFloat(getComputedStyle(scroller).scrollPaddingBlockEnd);
    if (height < LOW || top > bar) field.scrollIntoView({ block: 'nearest' });
  };

  document.addEventListener('focusin', ({ target }) => {
    if (target.closest('[data-edit-form]')) setTimeout(uncover, OPENED, target);
  });
})();

// A topic has a hundred stops for the Tab key: from wherever somebody writes these keys lead to the buttons.
document.addEventListener('keydown', (event) => {
  if (!event.altKey || !(event.ctrlKey || event.metaKey) || event.code !== 'KeyS') return;
  const button = document.querySelector('form[data-edit-form] footer .actions :is(button, a)');
  if (!button) return;
  event.preventDefault();
  button.focus();
});
