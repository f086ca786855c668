// Offers answers while somebody types (ARIA combobox with a list). Without this script the form works as it is.

const WAIT = 150;
const SHORTEST = 2;

for (const box of document.querySelectorAll("[data-suggestions]")) offer(box);
for (const list of document.querySelectorAll("[data-opened]")) tellOpened(list);

function offer(box) {
  const field = box.querySelector("input[type=search]");
  const list = box.querySelector("[role=listbox]");
  const said = box.querySelector("[data-some]");
  const help = box.querySelector("[data-help]");
  let waiting, asked, chosen = -1;

  // A search field may not be a combobox; a text field may.
  field.type = "text";
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("autocomplete", "off");
  close();

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && list.children.length) {
      event.preventDefault();
      if (list.hidden) open();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    }
  });
  // On the way up, so that a finger that slides off changes nothing.
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  // A press in the list keeps the field focused until the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  field.addEventListener("blur", close);

  async function ask() {
    const words = field.value.trim();
    asked?.abort();
    if (words.length < SHORTEST) {
      showHelp(null);
      return close();
    }
    asked = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.suggestions}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
      const { card, suggestions } = await answer.json();
      showHelp(card);
      show(suggestions);
    } catch {
      close();
    }
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    chosen = -1;
    if (suggestions.length && document.activeElement === field) open();
    else close();
    said.textContent = suggestions.length ? said.dataset.some.replace("NUMBER", suggestions.length) : "";
  }

  // Whom to call comes before anything to read. It stays until other words are typed.
  function showHelp(card) {
    help.hidden = !card;
    if (!card) return help.replaceChildren();
    const shown = `${card.kind} ${card.sign}`;
    if (help.dataset.shown === shown && help.children.length) return;
    help.dataset.shown = shown;
    help.className = `search-card search-card--${card.kind}`;
    help.lang = card.language;
    help.replaceChildren(part("strong", "search-card__heading", card.heading));
    if (card.sign) help.append(part("p", "search-card__sign", card.sign));
    if (card.call) help.append(number("search-card__call", card.label, card.call));
    help.append(...card.text.split("\n").filter((line) => line.trim()).map((line) => part("p", "", line)));
    if (card.second_call) help.append(number("more-link", card.second_label, card.second_call));
    bringIntoView(help.querySelector("a"));
  }

  // On a phone half of the screen is a keyboard, and large text moves the card below it: then the field goes to the top.
  function bringIntoView(link) {
    const seen = window.visualViewport?.height ?? window.innerHeight;
    if (link && link.getBoundingClientRect().bottom > seen) field.scrollIntoView({ block: "start", behavior: "instant" });
  }

  function number(className, words, call) {
    const link = part("a", className, words);
    link.href = `tel:${call.replaceAll(" ", "")}`;
    return link;
  }

  function part(name, className, words) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = words;
    return made;
  }

  function option({ text, url }, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.className = "suggestions__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = url;
    item.textContent = text;
    return item;
  }

  function move(step) {
    const count = list.children.length;
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = chosen < 0 ? (step > 0 ? 0 : count - 1) : (chosen + step + count) % count;
    list.children[chosen].setAttribute("aria-selected", "true");
    list.children[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", list.children[chosen].id);
  }

  function open() {
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    for (const item of list.children) item.setAttribute("aria-selected", "false");
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
}

// Only the words that were searched are sent, and only to the clinic.
function tellOpened(list) {
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) {
      navigator.sendBeacon(list.dataset.opened, new URLSearchParams({ q: list.dataset.words }));
    }
  });
}
