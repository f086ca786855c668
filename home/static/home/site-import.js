/* The screen of an import that is being worked on shows how far it is, by itself. Without this a link does it. */
(() => {
  const PAUSE = 2000;
  const place = document.querySelector('[data-site-import="working"]');
  if (!place) return;

  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-site-import]');
      if (!answer.ok || !found || found.dataset.siteImport !== 'working') { location.reload(); return; }
      if (place.innerHTML !== found.innerHTML) place.replaceChildren(...found.childNodes);
    } catch { /* The next look may come through. */ }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
})();
