// What the checks of tests/browser ask of a page. Evaluated in the page, after axe.

globalThis.looking = (() => {
  const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button]";
  const near = 0.5; // half a pixel is rounding

  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const said = (element) => element.innerText?.trim().replace(/\s+/g, " ") || element.name || element.outerHTML.slice(0, 80);
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((one) => shown(one) && !aside(one));
  // Comes into view only when it has the focus.
  const aside = (element) => element.closest(".skip-link") !== null;

  // A link in a sentence is as high as its line (WCAG 2.5.8).
  function inSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const links = [...block.querySelectorAll(CONTROLS)].reduce((sum, one) => sum + one.textContent.trim().length, 0);
    return block.textContent.trim().length - links > 3;
  }

  // A box to tick is as large as its label, which ticks it too.
  function box(element) {
    const parts = [element, ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
    const ends = ["left", "top"].map((side) => Math.min(...parts.map((part) => part[side])));
    const others = ["right", "bottom"].map((side) => Math.max(...parts.map((part) => part[side])));
    return { left: ends[0], top: ends[1], right: others[0], bottom: others[1] };
  }

  const targets = () => controls().filter((one) => !inSentence(one)).map((element) => ({ element, ...box(element) }));

  function smallTargets() {
    return targets()
      .filter(({ left, top, right, bottom }) => right - left < 44 - near || bottom - top < 44 - near)
      .map(({ element, left, top, right, bottom }) => `${said(element)}: ${right - left} × ${bottom - top}`);
  }

  function apart(one, other) {
    const aside = Math.max(one.left - other.right, other.left - one.right);
    const below = Math.max(one.top - other.bottom, other.top - one.bottom);
    return Math.max(aside, below);
  }

  function closeTargets() {
    const all = targets();
    return all.flatMap((one, place) =>
      all
        .slice(place + 1)
        .filter((other) => !one.element.contains(other.element) && apart(one, other) < 8 - near)
        .map((other) => `${said(one.element)} | ${said(other.element)}: ${apart(one, other)}`),
    );
  }

  // The words on a control as eyes read them: without what is there for screen readers only.
  function label(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let words = "";
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent.closest(".vh, [aria-hidden=true], svg") && shown(parent)) words += walker.currentNode.data;
    }
    return plain(words);
  }

  const plain = (words) => words.replace(/\s+/g, " ").trim().toLowerCase();

  // Names that do not begin with what is to be read on the control, and names that stand for two things.
  function badNames() {
    axe.setup(document);
    const found = controls().map((element) => ({
      element,
      name: plain(axe.commons.text.accessibleText(element)),
      leads: element.href ?? `${element.type} ${element.name} ${element.value}`,
    }));
    axe.teardown();
    const bad = found
      .filter(({ element, name }) => !name.startsWith(label(element)))
      .map(({ element, name }) => `“${label(element)}” is called “${name}”`);
    const twice = found.filter(({ element, name, leads }) =>
      found.some((other) => other.element !== element && other.name === name && (other.leads !== leads || !element.href)),
    );
    return [...bad, ...twice.map(({ name, leads }) => `“${name}” is more than one thing: ${leads}`)];
  }

  return { smallTargets, closeTargets, badNames };
})();
