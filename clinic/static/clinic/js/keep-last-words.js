// What is typed while an autosave is on its way would count as saved although it was not sent.
// Compare what was sent with what the form holds when the answer comes, and mark the form as unsaved if they differ.
(() => {
  let sent = null;

  const flat = (form, passedOver) =>
    JSON.stringify(
      [...form]
        .filter(([name]) => !passedOver.has(name))
        .map(([name, value]) => [name, value instanceof File ? `${value.name}:${value.size}` : value]),
    );

  document.addEventListener('w-autosave:save', (event) => {
    sent = event.detail.formData;
  });

  document.addEventListener('w-autosave:success', (event) => {
    const changedByServer = Object.keys(event.detail.response.field_updates || {});
    const passedOver = new Set(['csrfmiddlewaretoken', 'overwrite_revision_id', ...changedByServer]);
    if (sent && flat(sent, passedOver) !== flat(new FormData(event.target), passedOver)) {
      event.target.dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true }));
    }
    sent = null;
  });
})();
