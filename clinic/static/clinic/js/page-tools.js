// Two conveniences for a page that is complete without them: open or close all sources at once, and print.
// Whether all sources are open is kept with this visit of this page (history.state), nowhere else.

const tools = document.querySelector(".page-tools");
const sources = [...document.querySelectorAll("details.sources")];

function showSources(button, open) {
  for (const source of sources) source.open = open;
  button.textContent = open ? "Hide all sources" : "Show all sources";
  history.replaceState({ ...history.state, sourcesOpen: open }, "");
}

function wireSources(button) {
  button.hidden = sources.length === 0;
  button.addEventListener("click", () => showSources(button, !history.state?.sourcesOpen));
  if (history.state?.sourcesOpen) showSources(button, true);
}

// Older browsers do not let the print stylesheet open a closed <details>.
function openForPrint() {
  const closed = sources.filter((source) => !source.open);
  for (const source of closed) source.open = true;
  addEventListener("afterprint", () => closed.forEach((source) => (source.open = false)), { once: true });
}

tools.querySelectorAll('[data-tool="sources"]').forEach(wireSources);
tools.querySelector('[data-tool="print"]').addEventListener("click", () => print());
addEventListener("beforeprint", openForPrint);
