// What reviewers ask for, beside the words in the form, each with a field for the writer's answer. An answer is kept by
// itself, by its own button or with the form around it, which knows nothing of it.
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

  let isKeeping = false;

  function show(one) {
    const words = one.querySelector('textarea');
    const folded = words.closest('details');
    if (folded) folded.open = true;
    words.focus();
  }

  // Whether it is kept; where it is not, that is said beside it.
  async function keep(one) {
    const button = one.querySelector('[data-answer]');
    const body = new URLSearchParams({ answer: one.querySelector('textarea').value });
    const headers = { 'X-CSRFToken': window.wagtailConfig.CSRF_TOKEN };
    const said = one.querySelector('[role="status"]');
    try {
      const answer = await fetch(button.dataset.answer, { method: 'POST', headers, body });
      const words = await answer.text();
      if (answer.ok) one.replaceChildren(...nodesOf(words)[0].children);
      else if (answer.status === 400) said.textContent = words;
      else {
        said.textContent = 'It is not kept: this is asked no more, or not of you. Press again to go on without it.';
        one.dataset.asksNoMore = '';
      }
      return answer.ok;
    } catch {
      said.textContent = 'It is not kept: the clinic did not answer. Try again.';
      return false;
    }
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-answer]');
    if (button) keep(button.closest('[data-asked]'));
  });

  // Who corrects the text and sends it forgets the button below the answer: every press that sends the form keeps it.
  document.addEventListener(
    'submit',
    async (event) => {
      const { target: form, submitter: button } = event;
      if (!form.matches('[data-edit-form]')) return;
      const asked = [...form.querySelectorAll('[data-asked]:not([data-asks-no-more])')];
      const typed = asked.filter((one) => one.querySelector('textarea')?.value.trim());
      if (!typed.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isKeeping) return;
      isKeeping = true;
      const kept = await Promise.all(typed.map(keep));
      isKeeping = false;
      if (button) button.disabled = false; // Pressed once, Wagtail's is; its name would not be sent.
      if (kept.every(Boolean)) form.requestSubmit(button);
      else show(typed[kept.indexOf(false)]);
    },
    true,
  );
})();
