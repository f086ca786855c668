// What is pasted goes through the importer's cleaning first (faq/importing/pasting.py); where that cannot be asked, the
// bare words are pasted. Without this script the editor pastes as it always did.
(() => {
  if (window.clinicPaste) return; // Answers to autosave load the file again.
  window.clinicPaste = true;
  const { address } = document.currentScript.dataset;
  const PATIENCE = 5000;
  const LONGEST = 600000;
  const BY_OUR_EDITOR = /data-draftjs-conductor-fragment|data-editor=/;
  // In a field without marks: what the browser would paste as if it were ordinary words.
  const LIES_IN_PLAIN = /<(?:sup|sub|s|strike|del|td|th)\b|line-through|vertical-align|display:\s*none|mso-/i;
  const UNREACHED = 'The clean-up could not be reached, so only the words were pasted: please check numbers and struck-out words.';

  const fieldOf = (wrapper) => [...wrapper.parentNode.children].find((one) => one.draftailEditor);
  const token = () => document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? '';
  const namesOf = ({ props }) =>
    [...props.inlineStyles, ...props.blockTypes, ...props.entityTypes].map((one) => one.type).join(' ');

  // Pictures that stand in the text as letters would make it too long; none of them is kept. Words are left as they are.
  const IN_ATTRIBUTE = /(\b(?:src|srcset|href)\s*=\s*["']?\s*|\burl\(\s*(?:["']|&quot;)?)data:[^"'\s)<>&]+/gi;
  const withoutData = (html) => html.replace(/<[a-z](?:[^"'<>]|"[^"]*"|'[^']*')*>/gi, (tag) => tag.replace(IN_ATTRIBUTE, '$1data:,'));

  async function cleaned(html, text, can) {
    const body = new URLSearchParams({ html: withoutData(html), text, can });
    if (body.get('html').length > LONGEST || text.length > LONGEST) return null;
    const headers = { 'X-CSRFToken': token(), 'X-Requested-With': 'XMLHttpRequest' };
    const asked = { method: 'POST', body, headers, signal: AbortSignal.timeout(PATIENCE) };
    return fetch(address, asked)
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : null))
      .catch(() => null);
  }

  // One line below the field -----------------------------------------------------------------------------------------

  const lines = new WeakMap();
  // What has no place in the line is shown by a press.
  function folded(rest) {
    const all = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = `The other ${rest.length}`;
    const list = document.createElement('ul');
    list.append(...rest.map((what) => Object.assign(document.createElement('li'), { textContent: what })));
    all.append(summary, list);
    return all;
  }

  function say(place, words, undo, rest = []) {
    const line = lines.get(place) ?? document.createElement('div');
    lines.set(place, line);
    line.className = 'paste-said';
    line.setAttribute('role', 'status');
    line.hidden = !words;
    if (!line.isConnected) place.after(line);
    if (!words) return line.replaceChildren();
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Undo this paste';
    button.addEventListener('click', () => {
      undo();
      say(place, '');
    });
    line.replaceChildren(`${words} `, button, ...(rest.length ? [folded(rest)] : []));
    // Once somebody writes on, the last step is no longer the paste.
    const writes = ({ key }) => {
      if (/^(?:Tab|Shift|Alt|Meta|Control|Arrow\w+)$/.test(key)) return;
      button.remove();
      place.removeEventListener('keydown', writes);
    };
    place.addEventListener('keydown', writes);
  }

  // Rich text ---------------------------------------------------------------------------------------------------------

  function contentOf({ content }, text) {
    const { DraftJS } = window;
    return content ? DraftJS.convertFromRaw(content) : DraftJS.ContentState.createFromText(text);
  }

  // A heading, a list or a table begins and ends on lines of its own: nothing is glued to the sentence it is pasted behind.
  // Several paragraphs behind a full stop do, too.
  function onLinesOfItsOwn(state, content, [begins, ends]) {
    const { Modifier } = window.DraftJS;
    const chosen = state.getSelection();
    let now = state.getCurrentContent();
    if (!chosen.isCollapsed()) now = Modifier.removeRange(now, chosen, 'backward');
    let at = chosen.isCollapsed() ? chosen : now.getSelectionAfter();
    const words = now.getBlockForKey(at.getStartKey()).getText();
    const before = words.slice(0, at.getStartOffset());
    const after = words.slice(at.getStartOffset());
    const several = content.getBlockMap().size > 1;
    if (after.trim() && (ends || (begins && !several))) now = Modifier.splitBlock(now, at);
    if (before.trim() && (begins || (several && /[.!?:…]["'”’»)]*$/.test(before)))) {
      now = Modifier.splitBlock(now, at);
      at = now.getSelectionAfter();
      now = Modifier.setBlockType(now, at, content.getFirstBlock().getType());
    }
    return Modifier.replaceWithFragment(now, at, content.getBlockMap());
  }

  function put(editor, content, apart) {
    const { EditorState } = window.DraftJS;
    const state = editor.getEditorState();
    const next = onLinesOfItsOwn(state, content, apart);
    // By its own name for a paste the editor would look for typed lists once more, and take their numbers away; this
    // one is a step of its own to undo.
    editor.onChange(EditorState.push(state, next, 'split-block'));
  }

  async function pasteRich(wrapper, html, text) {
    const editor = fieldOf(wrapper).draftailEditor;
    const found = await cleaned(html, text, namesOf(editor));
    const content = contentOf(found ?? {}, text);
    if (content.hasText()) put(editor, content, found?.apart ?? [false, false]);
    const undo = () => {
      editor.onChange(window.DraftJS.EditorState.undo(editor.getEditorState()));
      editor.focus();
    };
    say(wrapper, found ? found.said : UNREACHED, undo, found?.rest);
  }

  // An address alone: the editor itself makes a link of it, on the words that are chosen.
  const own = new WeakSet();
  async function pasteAddress(target, text) {
    const found = await cleaned('', text, '');
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', found?.text || text);
    const again = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    own.add(again);
    target.dispatchEvent(again);
  }

  // Plain text --------------------------------------------------------------------------------------------------------

  async function pastePlain(input, html, text) {
    const found = await cleaned(html, text, '');
    const words = found?.text || (found ? '' : text);
    input.focus();
    // The one way to write into a field that the browser's own undo takes back.
    const glued = found?.apart[0] && /\S$/.test(input.value.slice(0, input.selectionStart));
    const apart = (glued ? '\n' : '') + words;
    if (words) document.execCommand('insertText', false, input.tagName === 'INPUT' ? apart.replace(/\s*\n\s*/g, ' ') : apart);
    const undo = () => {
      input.focus();
      document.execCommand('undo');
    };
    say(input, found ? found.said : UNREACHED, undo, found?.rest);
  }

  // -------------------------------------------------------------------------------------------------------------------

  function isCleaned(rich, html, text) {
    if (html) return rich ? !BY_OUR_EDITOR.test(html) : LIES_IN_PLAIN.test(html);
    return Boolean(rich) && /\n|https?:/.test(text.trim());
  }

  document.addEventListener(
    'paste',
    (event) => {
      const { target, clipboardData } = event;
      const wrapper = target.closest?.('[data-draftail-editor-wrapper]');
      const rich = wrapper && fieldOf(wrapper) && target.closest('[contenteditable="true"]') ? wrapper : null;
      const plain = !wrapper && target.matches?.('textarea, input[type="text"], input[type="search"], input:not([type])');
      if (!clipboardData || own.has(event) || (!rich && !plain)) return;
      const html = clipboardData.getData('text/html');
      const text = clipboardData.getData('text/plain');
      if (!isCleaned(rich, html, text)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (rich && !html && /^\S+$/.test(text.trim())) pasteAddress(target, text);
      else if (rich) pasteRich(rich, html, text);
      else pastePlain(target, html, text);
    },
    true,
  );
})();
