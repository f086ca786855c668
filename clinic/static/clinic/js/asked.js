// What reviewers ask for, beside the words in the form, each with a field for the writer's answer. An answer is kept by
// itself, at once; the form around it knows nothing of it.
(() => {
  const TRIES = 50; // A long form takes a moment to be made.
  const WAIT = 200;

  const nodesOf = (html) => [...new DOMParser().parseFromString(html, 'text/html').body.children];

  function placeOf(one, form) {
    if (one.dataset.anchor) return document.getElementById(one.dataset.anchor.slice(1));
    return one.dataset.field ? form.querySelector(`[name="${one.dataset.field}"]`)?.closest('.w-field') : null;
  }

  // Below the heading of a block or field.
  function put(one, place) {
    const heading = place.querySelector(':scope > .w-panel__header');
    if (heading) heading.after(one);
    else place.prepend(one);
  }

  function above(form, asked) {
    const top = document.createElement('div');
    top.className = 'asked-above';
    form.prepend(top);
    for (const one of asked) {
      if (!one.dataset.anchor && !one.dataset.field) top.append(one);
    }
    return top;
  }

  // Whoever opens the form sees at once that something is asked further down.
  function pointTo(one, top) {
    const link = document.createElement('a');
    link.href = one.dataset.anchor;
    link.dataset.jump = '';
    link.textContent = `Go to: ${one.querySelector('.asked-here__said').textContent}`;
    const line = document.createElement('p');
    line.append(link);
    top.append(line);
  }

  function placeAll(asked, form, top, tries = TRIES) {
    const left = asked.filter((one) => {
      const place = placeOf(one, form);
      if (place) {
        put(one, place);
        if (one.dataset.anchor) pointTo(one, top);
      }
      return !place;
    });
    if (!left.length) return;
    if (tries) setTimeout(() => placeAll(left, form, top, tries - 1), WAIT);
    else top.append(...left);
  }

  document.addEventListener('DOMContentLoaded', async () => {
    const form = document.querySelector('form[data-edit-form]');
    if (!form) return;
    const base = document.querySelector('script[data-asked-at]').dataset.askedAt;
    const answer = await fetch(`${base}?at=${encodeURIComponent(location.pathname)}`);
    const asked = answer.ok ? nodesOf(await answer.text()) : [];
    if (asked.length) placeAll(asked.filter((one) => one.dataset.anchor || one.dataset.field), form, above(form, asked));
  });

  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-answer]');
    if (!button) return;
    const one = button.closest('[data-asked]');
    const body = new URLSearchParams({ answer: one.querySelector('textarea').value });
    const headers = { 'X-CSRFToken': window.wagtailConfig.CSRF_TOKEN };
    const said = one.querySelector('[role="status"]');
    try {
      const answer = await fetch(button.dataset.answer, { method: 'POST', headers, body });
      const words = await answer.text();
      if (answer.ok) one.replaceChildren(...nodesOf(words)[0].children);
      else said.textContent = answer.status === 400 ? words : 'It is not kept: this is asked no more, or not of you.';
    } catch {
      said.textContent = 'It is not kept: the clinic did not answer. Try again.';
    }
  });
})();
