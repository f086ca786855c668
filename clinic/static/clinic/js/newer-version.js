// Wagtail's dialog says that going on overwrites the newer version. Here nothing is overwritten: say what happens.
document.addEventListener('w-teleport:appended', ({ detail: { target } }) => {
  if (target?.id === 'subtitle-w-save-confirmation-dialog') {
    target.textContent = 'Nothing is overwritten: when you go on, you see both versions side by side and choose.';
  }
});

// The line was down, and the editor has saved since by itself: nothing is left to decide. Once the browser is on line again
// it need not wait for its next try.
document.addEventListener('w-autosave:success', () => {
  document.getElementById('w-save-confirmation-dialog')?.dispatchEvent(new CustomEvent('w-dialog:hide'));
});
(() => {
  let refused = null;
  document.addEventListener('w-autosave:error', ({ target }) => { refused = target; });
  document.addEventListener('w-autosave:success', () => { refused = null; });
  addEventListener('online', () => refused?.dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true })));
})();
