// Wagtail's dialog says that going on overwrites the newer version. Here nothing is overwritten: say what happens.
document.addEventListener('w-teleport:appended', ({ detail: { target } }) => {
  if (target?.id === 'subtitle-w-save-confirmation-dialog') {
    target.textContent = 'Nothing is overwritten: when you go on, you see both versions side by side and choose.';
  }
});
