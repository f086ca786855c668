// What the checks of tests/browser ask of a page. Evaluated in the page, after axe, whose reading of names it uses.

globalThis.looking = (() => {
  const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea";
  const HALF = 0.5; // of a pixel: rounding

  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const plain = (words) => words.replace(/\s+/g, " ").trim().toLowerCase();
  const said = (element) => plain(element.innerText ?? "") || element.value || element.outerHTML.slice(0, 80);
  // Comes into view only when it has the focus.
  const comesWithFocus = (element) => element.closest(".skip-link") !== null;
  // There for screen readers only.
  const clipped = (element) => getComputedStyle(element).clipPath === "inset(50%)";
  const unseen = (element) => element !== null && (clipped(element) || unseen(element.parentElement));
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((one) => shown(one) && !comesWithFocus(one));

  // Targets ----------------------------------------------------------------------------------------------------------

  // A link in a sentence, or in what staff write as one text, is as high as its line (WCAG 2.5.8).
  function inSentence(element) {
    const { display } = getComputedStyle(element);
    if (element.closest(".prose") && display.startsWith("inline")) return true;
    if (display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const links = [...block.querySelectorAll(CONTROLS)].reduce((sum, one) => sum + one.textContent.trim().length, 0);
    return block.textContent.trim().length - links > 3;
  }

  const ticks = (element) => ["checkbox", "radio"].includes(element.type);

  // A box to tick is as large as its label, which ticks it too.
  function box(element) {
    const parts = [element, ...(ticks(element) ? element.labels : [])].map((one) => one.getBoundingClientRect());
    return {
      element,
      left: Math.min(...parts.map((part) => part.left)),
      top: Math.min(...parts.map((part) => part.top)),
      right: Math.max(...parts.map((part) => part.right)),
      bottom: Math.max(...parts.map((part) => part.bottom)),
    };
  }

  const targets = () => controls().filter((one) => !inSentence(one)).map(box);

  function smallTargets() {
    return targets()
      .map((one) => ({ ...one, wide: one.right - one.left, high: one.bottom - one.top }))
      .filter(({ wide, high }) => Math.min(wide, high) < 44 - HALF)
      .map(({ element, wide, high }) => `${said(element)}: ${wide} × ${high}`);
  }

  function apart(one, other) {
    const beside = Math.max(one.left - other.right, other.left - one.right);
    const below = Math.max(one.top - other.bottom, other.top - one.bottom);
    return Math.max(beside, below);
  }

  function closeTargets() {
    const all = targets();
    return all.flatMap((one, place) =>
      all
        .slice(place + 1)
        .filter((other) => !one.element.contains(other.element) && apart(one, other) < 8 - HALF)
        .map((other) => `${said(one.element)} | ${said(other.element)}: ${apart(one, other)}`),
    );
  }

  // Names ------------------------------------------------------------------------------------------------------------

  function textsIn(root, seen) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent.closest(".vh, svg, script, noscript") && seen(parent)) texts.push(walker.currentNode.data);
    }
    return texts;
  }

  // The words on a control as eyes read them: without what is there for screen readers only.
  const label = (element) => plain(textsIn(element, shown).join(" "));

  // Names that do not begin with what is to be read on the control, and names that stand for two things.
  function badNames() {
    axe.setup(document);
    const found = controls().map((element) => ({
      element,
      name: plain(axe.commons.text.accessibleText(element)),
      leads: element.href ?? [element.type, element.name, element.value].join(" "),
    }));
    axe.teardown();
    const without = found.filter(({ name }) => !name).map(({ element }) => `no name: ${said(element)}`);
    const other = found
      .filter(({ element, name }) => !name.replace(/\s/g, "").startsWith(label(element).replace(/\s/g, "")))
      .map(({ element, name }) => `“${label(element)}” is called “${name}”`);
    const twice = found.filter(({ element, name, leads }) =>
      found.some((one) => one.element !== element && one.name === name && (one.leads !== leads || !element.href)),
    );
    return [...without, ...other, ...twice.map(({ name, leads }) => `“${name}” stands for two things: ${leads}`)];
  }

  // Reflow -----------------------------------------------------------------------------------------------------------

  // Without the way up, of which a phone shows the nearest step, and the list of the headings that follow.
  const words = () => textsIn(document.body, (one) => shown(one) && !one.closest(".breadcrumbs, .jump-list")).map(plain).filter(Boolean);

  const ROOMY = new CSSStyleSheet();
  ROOMY.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  function roomy(on) {
    document.adoptedStyleSheets = on ? [ROOMY] : [];
  }

  // Text that is cut off by its box, and boxes that stick out of the page.
  function lost() {
    const wide = document.documentElement.clientWidth;
    return [...document.body.querySelectorAll("*")]
      .filter((one) => shown(one) && !unseen(one) && !one.closest("svg") && !comesWithFocus(one))
      .filter((one) => cut(one) || sticksOut(one, wide))
      .map((one) => `${one.tagName} ${one.className}: ${said(one).slice(0, 60)}`);
  }

  function cut(element) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    return (
      (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
    );
  }

  function sticksOut(element, wide) {
    const { left, right } = element.getBoundingClientRect();
    if (right <= wide + 1 && left >= -1) return false;
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return false;
    }
    return true;
  }

  // Focus ------------------------------------------------------------------------------------------------------------

  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);

  function luminance(colour) {
    const [red, green, blue] = numbers(colour)
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function ground(element) {
    for (let box = element; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  }

  const faint = ({ outlineStyle, outlineWidth }) => outlineStyle === "none" || parseFloat(outlineWidth) < 2;

  function covered(element) {
    const { left, top, right, bottom } = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const [x, y] = [
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    ];
    const over = document.elementFromPoint(x, y);
    return !over || ![element, ...(element.labels ?? [])].some((one) => one.contains(over));
  }

  // What may have the focus, boxes that scroll too.
  const all = () => [...document.querySelectorAll(`${CONTROLS}, [tabindex="0"]`)];

  // null where the focus is on the page itself; else what is focused and what is wrong with how that shows.
  function focused() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const wrong = [];
    if (faint(style)) wrong.push(`outline ${style.outlineStyle} ${style.outlineWidth}`);
    else if (contrast(style.outlineColor, ground(element.parentElement)) < 3) wrong.push(`outline ${style.outlineColor}`);
    if (covered(element)) wrong.push("not to be seen");
    return { place: all().indexOf(element), wrong: wrong.map((one) => `${said(element)}: ${one}`) };
  }

  // What the Tab key must come to: one of each group of choices.
  function reachable() {
    return controls()
      .filter((one) => one.tabIndex >= 0 && !one.disabled && (one.type !== "radio" || one.checked))
      .map((one) => [all().indexOf(one), said(one)]);
  }

  const moving = () => document.getAnimations().filter((one) => one.playState === "running").length;

  return { smallTargets, closeTargets, badNames, words, roomy, lost, focused, reachable, moving };
})();
