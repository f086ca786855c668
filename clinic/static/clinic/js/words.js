// Marked words open their cards where they stand. Without this, or in browsers that know no popovers, each is the link to
// its entry in the list of all words.

const section = document.querySelector(".words-explained");
const words = [...document.querySelectorAll("a.word")];
let pressedOpen = null; // The card that was open when a press began: the browser closes it before the click arrives.

const cardOf = (word) => document.getElementById(word.hash.slice(1));
const isOpen = (card) => card.matches(":popover-open");

function named(element, name, words, card) {
  const of = Object.assign(document.createElement("span"), { className: "vh", textContent: `: ${card.ariaLabel}` });
  element.className = `word-card__${name}`;
  element.append(words, of);
  return element;
}

function addTools(card, word) {
  const close = named(document.createElement("button"), "close", section.dataset.close, card);
  close.addEventListener("click", () => card.hidePopover());
  const tools = Object.assign(document.createElement("div"), { className: "word-card__tools" });
  tools.append(close);
  if (word.pathname !== location.pathname) {
    const all = Object.assign(document.createElement("a"), { href: word.href });
    tools.append(named(all, "all", section.dataset.all, card));
  }
  card.append(tools);
}

function open(word, card) {
  for (const other of words) other.style.anchorName = other === word ? "--word" : "";
  if (!card.querySelector(".word-card__tools")) addTools(card, word);
  card.showPopover();
  word.ariaExpanded = "true";
  card.focus({ preventScroll: true });
}

function press(event) {
  const word = event.currentTarget;
  const card = cardOf(word);
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // The reader wants the entry in a tab of its own.
  event.preventDefault();
  if (pressedOpen !== card) open(word, card);
  pressedOpen = null;
}

function wire(word) {
  word.role = "button";
  word.ariaExpanded = "false";
  word.addEventListener("pointerdown", () => (pressedOpen = isOpen(cardOf(word)) ? cardOf(word) : null));
  word.addEventListener("click", press);
  // A card may belong to several words: it is open at the one that was pressed.
  cardOf(word).addEventListener("toggle", () => (word.ariaExpanded = String(isOpen(cardOf(word)) && word.style.anchorName !== "")));
  word.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    word.click();
  });
}

if (HTMLElement.prototype.showPopover) words.filter(cardOf).forEach(wire);
