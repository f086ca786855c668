// Counts the letters of a field that should have few, while somebody writes in it and as long as there are too many. Nothing
// is cut off, and a draft is saved as it is: what is too long only stops approval.
(() => {
  const NEAR = 0.8; // Of the most letters; before that nobody needs the number.

  const count = (field) => {
    const most = Number(field.dataset.letters);
    const letters = [...field.value].length;
    let said = field.nextElementSibling;
    if (!said?.matches('.clinic-letters')) {
      if (letters < most * NEAR) return;
      said = Object.assign(document.createElement('p'), { className: 'clinic-letters' });
      said.setAttribute('role', 'status');
      field.after(said);
    }
    said.hidden = letters < most * NEAR;
    said.classList.toggle('clinic-letters--over', letters > most);
    said.textContent = letters > most ? `${letters} letters: ${letters - most} more than ${most}` : `${letters} of ${most} letters`;
  };

  for (const kind of ['input', 'focusin']) {
    document.addEventListener(kind, ({ target }) => target.matches?.('[data-letters]') && count(target));
  }
})();
