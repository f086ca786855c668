// What the form gives no name to a screen reader: rich-text editors inside statements, and the cells of tables.
(() => {
  const NAMELESS = ':not([aria-label]):not([aria-labelledby])';

  const words = (element) => element?.textContent.replace(/[\s*]+/g, ' ').trim();

  // Of the block around an element.
  function headingAround(element) {
    const section = element?.closest('section[aria-labelledby]');
    return words(document.getElementById(section?.getAttribute('aria-labelledby')));
  }

  // The label of the field, else the heading of the block around it.
  function nameOf(editor) {
    return words(editor.closest('[data-contentpath]')?.querySelector('label')) || headingAround(editor);
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

  // The plus of a stream, called by what it adds to: "Insert a block" says it of each.
  const ADDS = { Questions: 'Add a question', Answer: 'Add to this answer' };
  function nameOfPlus(button) {
    const around = button.closest('[data-streamfield-stream-container], [data-streamfield-list-container]');
    const own = around?.closest('[data-contentpath]')?.querySelector('label, .w-field__label');
    const label = (own && !around.contains(own) && words(own)) || headingAround(around);
    return label ? (ADDS[label] ?? `Add to “${label}”`) : '';
  }

  function give(elements, naming) {
    for (const element of elements) {
      const name = naming(element);
      if (name) element.setAttribute('aria-label', name);
    }
  }

  function nameAll() {
    for (const button of document.querySelectorAll('.c-sf-add-button:not([data-named])')) {
      const name = nameOfPlus(button);
      if (!name) continue;
      button.dataset.named = name;
      button.title = name;
      button.setAttribute('aria-label', name);
    }
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
