// The findings beside the editing form, in a side panel: jump to the place of each, check again without leaving the form, and
// check again by themselves once a draft has been saved. What is typed is never touched.
(() => {
  const REST = 800; // Saves come in bursts while somebody types.

  const panelOf = (element) => element.closest('[data-findings]');

  function say(panel, words) {
    panel.querySelector('[data-findings-state]').textContent = words;
  }

  // The icon of the side panel says how many there are.
  function count(panel) {
    const report = panel.querySelector('[data-findings-count]');
    const icon = document.querySelector('[data-side-panel-toggle="findings"]');
    const counter = icon?.querySelector('[data-side-panel-toggle-counter]');
    if (!report || !counter) return;
    counter.textContent = report.dataset.findingsCount;
    counter.hidden = report.dataset.findingsCount === '0';
    icon.setAttribute('aria-label', report.dataset.findingsInWords);
  }

  async function checkAgain(panel) {
    if (!panel.dataset.address) return;
    say(panel, 'Checking …');
    try {
      const answer = await fetch(panel.dataset.address, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      if (!answer.ok) throw new Error(answer.status);
      const report = panel.querySelector('[data-findings-report]');
      const wasOpen = report.querySelector('details.findings__group')?.open;
      report.innerHTML = await answer.text();
      const advice = report.querySelector('details.findings__group');
      if (advice && wasOpen) advice.open = true;
      count(panel);
      say(panel, 'Checked again.');
    } catch {
      say(panel, 'The check did not answer. What you see is the check before.');
    }
  }

  function unfold(place) {
    const tab = place.closest('[role="tabpanel"]');
    if (tab?.hidden) document.querySelector(`[role="tab"][aria-controls="${tab.id}"], [role="tab"][href="#${tab.id}"]`)?.click();
    for (let around = place; around; around = around.parentElement) {
      if (around.matches('.w-panel')) around.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
    }
  }

  // On a phone the side panel lies over the form.
  function uncover(link, place) {
    const side = link.closest('[data-form-side]');
    if (side && side.getBoundingClientRect().left <= place.closest('form').getBoundingClientRect().left + 60) {
      side.querySelector('[data-form-side-close-button]')?.click();
    }
  }

  // Where somebody can type or choose: the place itself, or the first field in it.
  const FIELDS = 'input:not([type="hidden"]), select, textarea, [contenteditable="true"], .unchosen button';
  function fieldIn(place) {
    const fields = [place, ...place.querySelectorAll(FIELDS)].filter((one) => one.matches(FIELDS));
    return fields.find((one) => one.checkVisibility() && !one.disabled);
  }

  function show(place, patience = 30) {
    if (!place.checkVisibility() && patience) {
      requestAnimationFrame(() => show(place, patience - 1)); // A tab takes a moment to open.
      return;
    }
    const field = fieldIn(place);
    if (!field) place.setAttribute('tabindex', '-1');
    (field ?? place).focus({ preventScroll: true });
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    place.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
  }

  function jump(link) {
    const place = document.getElementById(link.hash.slice(1));
    if (!place) return false;
    uncover(link, place);
    unfold(place);
    show(place);
    return true;
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-findings] a, a[data-jump]');
    if (!link) return;
    if (link.hasAttribute('data-jump') && jump(link)) event.preventDefault();
    if (link.hasAttribute('data-findings-again')) {
      event.preventDefault();
      checkAgain(panelOf(link));
    }
  });

  let waiting;
  document.addEventListener('w-autosave:success', (event) => {
    const { pk } = event.detail.response;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      for (const panel of document.querySelectorAll('[data-findings]')) {
        if (!panel.dataset.address && pk) panel.dataset.address = panel.dataset.addressPattern.replace('/0/', `/${pk}/`);
        panel.querySelector('[data-findings-again]').hidden = false;
        checkAgain(panel);
      }
    }, REST);
  });
})();
