// Warns before an idle login ends, and asks before each form is sent whether there is still one. When it has ended,
// what is written stays on the page and can still be saved.
(() => {
  const { url, login, minutes } = document.currentScript.dataset;
  const WARNED_BEFORE = 120;
  const page = document.querySelector("form");
  if (document.body.classList.contains("login") && !document.querySelector(".clinic-handed-back")) return;

  const dialog = document.createElement("dialog");
  dialog.className = "clinic-idle";
  dialog.innerHTML = '<h2 tabindex="-1"></h2><p></p><div class="clinic-idle__acts"></div>';
  document.body.append(dialog);
  const [heading, words, acts] = dialog.children;

  const ask = async (method) => {
    const headers = { "X-CSRFToken": token() };
    const answer = await fetch(url, { method, headers, signal: AbortSignal.timeout(20000) });
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
      if (held) return noLine();
      left = WARNED_BEFORE + 30; // The line is down: that is said when something is sent.
    }
    if (left <= 0) {
      const kept = page ? ` What you wrote is still on this page: log in in a new tab and come back${held ? "" : ", then save"}.` : "";
      show("You were logged out", `${why}${kept}`,
        button("Log in in a new tab", () => window.open(login, "_blank", "noopener")),
        button("I have logged in again", () => look("GET")));
    } else if (left <= WARNED_BEFORE) {
      show("Are you still there?", "You will be logged out in two minutes, because nobody has used this for a while.",
        button("Stay logged in", () => look("POST")));
    } else if (dialog.open) {
      dialog.close();
    }
    timer = setTimeout(look, Math.max(5, left > WARNED_BEFORE ? left - WARNED_BEFORE : left) * 1000 + 500);
    if (left <= 0) return;
    send();
    saveAgain();
  };
  const why = Number(minutes) ? `Nobody used this for ${minutes} minutes, or you logged out elsewhere.` : "Your login has ended.";

  // What the editor could not save by itself for want of a login is saved once there is one again; the line below the form
  // would go on saying that nobody is logged in.
  let refused = null;
  const saveAgain = () => {
    const form = refused;
    refused = null;
    form?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
  };

  // A form that is sent without a login, or with the token of an earlier one, would be lost: it waits for the answer.
  let held = null; // { form, button }
  let asked = null; // The form that may go.
  const send = () => {
    if (!held) return;
    const { form, button } = held;
    held = null;
    asked = form;
    dialog.close();
    if (button) button.disabled = false; // Pressed once, Wagtail's is; its name would not be sent.
    form.requestSubmit(button);
    asked = null;
  };
  const noLine = () =>
    show("The clinic cannot be reached", "What you wrote is still on this page. Nothing of it was sent.",
      button("Try again", () => look()),
      button("Go back to the page", () => { held = null; dialog.close(); }));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form === asked || form.method !== "post" || form.closest(".modal")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = { form, button: event.submitter };
    look();
  }, true);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // What the editor saves by itself is refused where the login has ended, or with the token of an earlier one.
  document.addEventListener("w-autosave:error", ({ target, detail }) => {
    if (detail.response?.login_missing) refused = target;
    look();
  });
  // A laptop that was shut has let time pass without a clock.
  document.addEventListener("visibilitychange", () => document.hidden || look());
  look();
})();
