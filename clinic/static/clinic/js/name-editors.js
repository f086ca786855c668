// What the form gives no name to a screen reader: rich-text editors inside statements, and the cells of tables.
(() => {
  const NAMELESS = ':not([aria-label]):not([aria-labelledby])';

  const words = (element) => element?.textContent.replace(/[\s*]+/g, ' ').trim();

  // The label of the field, else the heading of the block around it.
  function nameOf(editor) {
    const field = editor.closest('[data-contentpath]');
    const section = editor.closest('section[aria-labelledby]');
    return words(field?.querySelector('label')) || words(document.getElementById(section?.getAttribute('aria-labelledby')));
  }

  function nameOfCell(cell) {
    const { cellIndex, parentElement: row } = cell.closest('td');
    const heading = row.closest('table').querySelectorAll('thead th')[cellIndex]?.querySelector('.column-heading')?.value;
    return `Row ${row.sectionRowIndex + 1}, ${heading || `column ${cellIndex}`}`;
  }

  // The lines of a list have no labels: "Line 2".
  function nameOfLine(input) {
    const [, number] = input.id.match(/-lines-(\d+)-value$/);
    return `Line ${Number(number) + 1}`;
  }

  function give(elements, naming) {
    for (const element of elements) {
      const name = naming(element);
      if (name) element.setAttribute('aria-label', name);
    }
  }

  function nameAll() {
    give(document.querySelectorAll(`[data-draftail-editor-wrapper] [role="textbox"]${NAMELESS}`), nameOf);
    give(document.querySelectorAll(`input[id*="-lines-"][id$="-value"]${NAMELESS}`), nameOfLine);
    give(document.querySelectorAll(`.typed-table-block td :is(input:not([type="hidden"]), textarea)${NAMELESS}`), nameOfCell);
  }

  let waiting;
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(nameAll, 200); // Blocks come in bursts.
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
