// Whoever leaves a screen with words typed that are kept nowhere is asked by the browser. Wagtail's forms that watch
// themselves (w-unsaved) ask about what they send; what has no name in them, such as an answer to a reviewer, is looked at
// here, and so are comments, pictures that wait for their words, and every other form.
(() => {
  const KINDS = ['text', 'email', 'url', 'tel', 'number', 'date', 'time', 'datetime-local', 'file'];
  const FIELDS = `textarea, [contenteditable="true"], input:not([type]), ${KINDS.map((kind) => `input[type="${kind}"]`)}`;
  const CODES = '[autocomplete="one-time-code"], [name="code"]';
  const WATCHED = '[data-controller~="w-unsaved"]';
  const MESSAGES = '.clinic-field__error, .error-message, .errorlist';
  // Taken from the computer, but thrown away unless their words are sent.
  const FILES_THAT_WAIT = '.upload-list form[action*="create_from_uploaded"]';

  const begins = new WeakMap(); // What stood in a field before somebody typed there.
  const typedIn = new Set();
  let sent = null;

  const formOf = (field) => field.form ?? field.closest('form');
  const wordsOf = (field) => (field.isContentEditable ? field.textContent : field.value);

  function isAskedAbout(field) {
    if (!field.matches?.(FIELDS) || field.matches(CODES)) return false;
    const form = formOf(field);
    // A search is no work, a comment is: its form is one that Wagtail never sends.
    if (field.matches('input') && form?.method !== 'post') return false;
    return !(form?.matches(WATCHED) && (field.name || field.isContentEditable));
  }

  function isTyped(field) {
    if (!field.isConnected) return false; // A comment that was kept, a window that was closed.
    return wordsOf(field) !== (begins.get(field) ?? field.defaultValue);
  }

  // What came back with a page was typed there too: a text, or a day that is not the one the form begins with.
  function cameBack(form) {
    const isRefused = [...form.querySelectorAll(MESSAGES)].some((one) => one.textContent.trim());
    return form.method === 'post' && !form.matches(WATCHED) && (isRefused || form.id === 'decision');
  }

  function holdsWords(field) {
    if (field.matches('textarea')) return field.value.trim() !== '';
    return field.value !== (field.dataset.begins ?? field.defaultValue);
  }

  function isAnythingLeft() {
    const back = [...document.forms].filter(cameBack).flatMap((form) => [...form.elements]);
    const fields = [...[...typedIn].filter(isTyped), ...back.filter((field) => isAskedAbout(field) && holdsWords(field))];
    const isSent = (field) => sent && formOf(field) === sent && (field.name || field.isContentEditable);
    return fields.some((field) => !isSent(field)) || document.querySelector(FILES_THAT_WAIT) !== null;
  }

  const note = ({ target }) => {
    if (!begins.has(target) && isAskedAbout(target)) begins.set(target, wordsOf(target));
  };
  for (const kind of ['focusin', 'beforeinput']) document.addEventListener(kind, note, true);
  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, ({ target, isTrusted }) => isTrusted && isAskedAbout(target) && typedIn.add(target), true);
  }
  document.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) sent = event.target;
  });
  // The page comes back as it was left.
  addEventListener('pageshow', () => { sent = null; });
  addEventListener('beforeunload', (event) => {
    if (!document.body.classList.contains('login') && isAnythingLeft()) event.preventDefault();
  });
})();
