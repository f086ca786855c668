// Two conveniences for a page that is complete without them: open or close all sources at once, and print.
// Whether all sources are open is kept with this visit of this page (history.state), nowhere else.

const sources = [...document.querySelectorAll("details.sources")];

function showSources(button, open) {
  for (const source of sources) source.open = open;
  button.textContent = open ? button.dataset.hide : button.dataset.show;
  history.replaceState({ ...history.state, sourcesOpen: open }, "");
}

function wireSources(button) {
  button.hidden = sources.length === 0;
  button.addEventListener("click", () => showSources(button, !history.state?.sourcesOpen));
  if (history.state?.sourcesOpen) showSources(button, true);
}

// Older browsers do not let the print stylesheet open a closed <details>. Answers: see answers.js.
function openForPrint() {
  const closed = [...document.querySelectorAll("main details:not([open], .question)")];
  for (const one of closed) one.open = true;
  addEventListener("afterprint", () => closed.forEach((one) => (one.open = false)), { once: true });
}

document.querySelectorAll('[data-tool="sources"]').forEach(wireSources);
for (const button of document.querySelectorAll('[data-tool="print"]')) button.addEventListener("click", () => print());
addEventListener("beforeprint", openForPrint);
