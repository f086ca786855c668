// Autosave and the buttons of the editor, so that neither loses words nor trips over the other.
(() => {
  let sent = null;
  let waiting = null; // { form, button }: a press that came while an autosave was on its way.
  let leftAt = -Infinity; // When the form was last sent by a press: what it says is being saved already.
  const LEAVING = 15000; // Milliseconds after which nobody waits for an answer to it any more.

  const flat = (form, passedOver) =>
    JSON.stringify(
      [...form]
        .filter(([name]) => !passedOver.has(name))
        .map(([name, value]) => [name, value instanceof File ? `${value.name}:${value.size}` : value]),
    );

  // A newer draft of somebody else is never saved over; so the form has to know the draft that it has just saved itself.
  const learn = (form, { revision_id: id, revision_created_at: created }) => {
    const known = { loaded_revision_id: id, loaded_revision_created_at: created };
    for (const [name, value] of Object.entries(known)) {
      if (value && form.elements[name]) form.elements[name].value = value;
    }
  };

  const goOn = () => {
    sent = null;
    if (!waiting) return;
    const { form, button } = waiting;
    waiting = null;
    form.requestSubmit(button);
  };

  // Which tab saved: when the answer to a save gets lost, the newest draft is this tab's own and nobody else's.
  const tab = Array.from(crypto.getRandomValues(new Uint32Array(4)), (number) => number.toString(36)).join('-');
  document.addEventListener('formdata', ({ target, formData }) => {
    if (target.matches('[data-edit-form]')) formData.set('editing_tab', tab);
  });

  // An autosave beside a press could be saved after it, and the page that comes next would tell of another window.
  document.addEventListener('w-autosave:save', (event) => {
    if (event.timeStamp - leftAt < LEAVING) event.preventDefault();
    else sent = event.detail.formData;
  });

  document.addEventListener('w-autosave:success', (event) => {
    const form = event.target;
    // What is typed while an autosave is on its way would count as saved although it was not sent.
    const changedByServer = Object.keys(event.detail.response.field_updates || {});
    const own = ['csrfmiddlewaretoken', 'overwrite_revision_id', 'loaded_revision_id', 'loaded_revision_created_at'];
    const passedOver = new Set([...own, ...changedByServer]);
    const more = sent && flat(sent, passedOver) !== flat(new FormData(form), passedOver);
    learn(form, event.detail.response);
    const pressed = waiting !== null;
    goOn();
    if (more && !pressed) window.clinicKeepUnsaved(form, true);
  });

  document.addEventListener('w-autosave:error', goOn);

  // An editor of rich text writes into its form a quarter of a second after the last letter: a press waits for that. Not by
  // the clock: a busy computer takes in presses before timers, so ours, which is due after the editor's, says when.
  const WRITTEN = 300;
  let writing = 0;
  let held = null; // { form, button }: a press that came before the last letters were in the form.
  const written = () => {
    writing = 0;
    if (!held) return;
    const { form, button } = held;
    held = null;
    if (button) button.disabled = false; // Pressed once, Wagtail's is; its name would not be sent.
    form.requestSubmit(button);
  };

  for (const kind of ['keydown', 'beforeinput', 'input', 'paste', 'cut', 'drop', 'mousedown']) {
    const note = ({ target }) => {
      if (!target.closest?.('.Draftail-Editor')) return;
      clearTimeout(writing);
      writing = setTimeout(written, WRITTEN);
    };
    document.addEventListener(kind, note, true);
  }

  document.addEventListener(
    'submit',
    (event) => {
      if (!writing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held = { form: event.target, button: event.submitter };
    },
    true,
  );

  // Before Wagtail's own handlers: a press waits for the autosave that is on its way, and goes on by itself.
  document.addEventListener(
    'submit',
    (event) => {
      if (!sent || !event.target.matches('[data-edit-form]')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form: event.target, button: event.submitter };
    },
    true,
  );

  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-edit-form]') && !event.defaultPrevented) leftAt = event.timeStamp;
  });
})();
