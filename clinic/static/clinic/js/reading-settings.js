// What the reader chose: on <html>, where the stylesheet looks, and in this browser's own store, never in a cookie.
// clinic/website/first_paint.js puts it there before the first paint of the next page.

const KEY = "reading";
const NAMES = ["theme", "contrast", "text", "motion"];
const root = document.documentElement;
const settings = document.querySelector(".reading-settings");
const opener = settings.querySelector(".reading-settings__open");
const panel = settings.querySelector(".reading-settings__panel");
const said = settings.querySelector("[role=status]");

function chosen() {
  return Object.fromEntries(NAMES.filter((name) => root.dataset[name]).map((name) => [name, root.dataset[name]]));
}

function choose(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
}

function keep(words) {
  try {
    if (Object.keys(chosen()).length) localStorage.setItem(KEY, JSON.stringify(chosen()));
    else localStorage.removeItem(KEY);
    if (words) said.textContent = words;
  } catch {
    said.textContent = said.dataset.lost;
  }
}

function mark() {
  for (const name of NAMES) {
    const kept = root.dataset[name] ?? "";
    for (const radio of panel.querySelectorAll(`input[name="${name}"]`)) radio.checked = radio.value === kept;
  }
}

// Another tab, or a page left and come back to: the same choices everywhere.
function readAgain() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
    for (const name of NAMES) choose(name, kept[name]);
  } catch {
    return;
  }
  mark();
}

function show(open) {
  panel.hidden = !open;
  opener.setAttribute("aria-expanded", open);
}

function close() {
  show(false);
  opener.focus();
}

function forget() {
  for (const name of NAMES) choose(name, "");
  mark();
  keep(said.dataset.forgotten);
}

mark();
opener.addEventListener("click", () => show(panel.hidden));
panel.addEventListener("change", ({ target }) => {
  choose(target.name, target.value);
  keep();
});
panel.querySelector('[data-do="forget"]').addEventListener("click", forget);
panel.querySelector('[data-do="close"]').addEventListener("click", close);
settings.addEventListener("keydown", ({ key }) => key === "Escape" && !panel.hidden && close());
addEventListener("storage", ({ key }) => key === KEY && readAgain());
addEventListener("pageshow", ({ persisted }) => persisted && readAgain());
