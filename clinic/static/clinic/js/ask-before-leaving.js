// Whoever leaves a decision with words typed is asked by the browser, as in the editor. Their fields stand all over the
// page, so it is the form's elements that are looked at, wherever they are.
(() => {
  const TYPED = 'textarea, input:is([type="date"], [type="datetime-local"])';

  function isTyped(field) {
    // What came back with the page was typed here too: a text, or a day that is not the one the form begins with.
    const begins = field.dataset.begins ?? field.defaultValue;
    return field.matches('textarea') ? field.value.trim() !== '' : field.value !== begins;
  }

  document.addEventListener('DOMContentLoaded', () => {
    const form = document.getElementById('decision');
    if (!form) return;
    let isSent = false;
    form.addEventListener('submit', () => {
      isSent = true;
    });
    // The page comes back as it was left.
    addEventListener('pageshow', () => {
      isSent = false;
    });
    addEventListener('beforeunload', (event) => {
      const holdsWords = [...form.elements].some((field) => field.matches(TYPED) && isTyped(field));
      if (holdsWords && !isSent) event.preventDefault();
    });
  });
})();
