// Warns before an idle login ends. When it has ended, what is written stays on the page and can still be saved.
(() => {
  const { url, login, minutes } = document.currentScript.dataset;
  const WARNED_BEFORE = 120;
  const page = document.querySelector("form");
  if (document.body.classList.contains("login")) return;

  const dialog = document.createElement("dialog");
  dialog.className = "clinic-idle";
  dialog.innerHTML = '<h2 tabindex="-1"></h2><p></p><div class="clinic-idle__acts"></div>';
  document.body.append(dialog);
  const [heading, words, acts] = dialog.children;

  const ask = async (method) => {
    const headers = { "X-CSRFToken": token() };
    const answer = await fetch(url, { method, headers });
    return answer.json();
  };
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || wagtailConfig.CSRF_TOKEN;

  // A form that stood open while somebody logged in again carries the token of the login before.
  const renew = (value) => {
    if (!value) return;
    wagtailConfig.CSRF_TOKEN = value;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = value;
  };

  const show = (title, text, ...buttons) => {
    if (heading.textContent === title && dialog.open) return;
    heading.textContent = title;
    words.textContent = text;
    acts.replaceChildren(...buttons);
    if (!dialog.open) dialog.showModal();
    heading.focus();
  };
  const button = (label, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: label });
    made.addEventListener("click", act);
    return made;
  };

  let timer;
  const look = async (method = "GET") => {
    clearTimeout(timer);
    let left;
    try {
      const said = await ask(method);
      left = said.left;
      renew(said.token);
    } catch {
      left = WARNED_BEFORE + 30; // The line is down: that is said elsewhere.
    }
    if (left <= 0) {
      const kept = page ? " What you wrote is still on this page: log in in a new tab, come back, and save." : "";
      show("You were logged out", `Nobody used this for ${minutes} minutes.${kept}`,
        button("Log in in a new tab", () => window.open(login, "_blank", "noopener")),
        button("I have logged in again", () => look("GET")));
    } else if (left <= WARNED_BEFORE) {
      show("Are you still there?", "You will be logged out in two minutes, because nobody has used this for a while.",
        button("Stay logged in", () => look("POST")));
    } else if (dialog.open) {
      dialog.close();
    }
    timer = setTimeout(look, Math.max(5, left > WARNED_BEFORE ? left - WARNED_BEFORE : left) * 1000 + 500);
  };
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // A laptop that was shut has let time pass without a clock.
  document.addEventListener("visibilitychange", () => document.hidden || look());
  look();
})();
