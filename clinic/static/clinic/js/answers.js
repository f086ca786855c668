// The answers of a topic: opened by the links into them, all at once, and for print.
// Which are open is kept with this visit of this page (history.state), nowhere else. Without scripts browsers open the
// answer a link leads into, and the button brings the page back with all of them open.

const answers = [...document.querySelectorAll("details.question")];
const form = document.querySelector(".open-all");

function place() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // an address that somebody cut in the middle of a letter
  }
}

function opened(element) {
  for (let closed = element.closest("details"); closed; closed = closed.parentElement.closest("details")) {
    closed.open = true;
  }
}

function goToPlace() {
  const target = place();
  if (!target?.closest("details.question")) return;
  opened(target);
  target.focus({ preventScroll: true });
  target.scrollIntoView();
}

// A second tap on the same link changes no address, but the answer may have been closed since.
function goAgain(event) {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash && link.hash === location.hash) setTimeout(goToPlace);
}

function keep() {
  const open = answers.filter((answer) => answer.open).map((answer) => answer.querySelector("h2").id);
  history.replaceState({ ...history.state, open }, "");
  sayWhatTheButtonDoes();
}

function sayWhatTheButtonDoes() {
  if (!form) return;
  const button = form.querySelector("button");
  button.textContent = answers.every((answer) => answer.open) ? button.dataset.close : button.dataset.open;
}

function openOrCloseAll(event) {
  event.preventDefault();
  const open = answers.some((answer) => !answer.open);
  for (const answer of answers) answer.open = open;
}

// Older browsers do not let the print stylesheet open a closed <details>.
function openForPrint() {
  const closed = answers.filter((answer) => !answer.open);
  for (const answer of closed) answer.open = true;
  addEventListener("afterprint", () => closed.forEach((answer) => (answer.open = false)), { once: true });
}

for (const answer of answers) {
  if (history.state?.open) answer.open = history.state.open.includes(answer.querySelector("h2").id);
  answer.addEventListener("toggle", keep);
}
form?.addEventListener("submit", openOrCloseAll);
addEventListener("hashchange", goToPlace);
addEventListener("click", goAgain);
addEventListener("beforeprint", openForPrint);
sayWhatTheButtonDoes();
if (location.hash) goToPlace();
