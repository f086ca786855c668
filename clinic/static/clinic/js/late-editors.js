// A topic has hundreds of rich texts. The editor of each is made when somebody comes near it; until then its words stand
// where they will be written, to be read, found on the page and reached with the Tab key, and are sent as they came.
(() => {
  if (window.clinicLateEditors) return; // Answers to autosave load the file again.
  window.clinicLateEditors = true;
  const { DraftJS, draftail, telepath } = window;
  const AHEAD = '1000px'; // About a screen before it is seen.

  // What is there until then: as the editor draws itself, so that little moves when it takes the place. ---------------

  function element(className, attributes, ...inside) {
    const made = Object.assign(document.createElement('div'), { className });
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  function standIn(content) {
    const lines = (content?.blocks ?? []).map(({ text }) => element('public-DraftStyleDefault-block', {}, text || '\u200b'));
    const field = { role: 'textbox', 'aria-multiline': 'true', contenteditable: 'true' };
    const words = element('public-DraftEditor-content', field, ...lines);
    const editor = element('Draftail-Editor', {}, element('DraftEditor-root', {}, words));
    return element('Draftail-Editor__wrapper', { 'data-draftail-editor-wrapper': 'true' }, editor);
  }

  // The field, as Wagtail's own --------------------------------------------------------------------------------------

  const waiting = new Map(); // {what is there until then: its field}

  class LateField {
    constructor(input, options, capabilities) {
      this.input = input;
      this.options = options;
      this.capabilities = capabilities;
      this.wait();
    }

    wait() {
      this.input.value = asWritten(this.input.value);
      this.input.rawContentState = JSON.parse(this.input.value);
      this.place?.remove();
      this.place = standIn(this.input.rawContentState);
      this.input.after(this.place);
      waiting.set(this.place, this);
      watch(this.place);
    }

    // The editor itself, made now if it was not before.
    get editor() {
      if (this.made) return this.made;
      waiting.delete(this.place);
      observer.unobserve(this.place);
      const { id, name, value, parentNode: container } = this.input;
      const attributes = Object.fromEntries([...this.input.attributes].map((one) => [one.name, one.value]));
      for (const own of ['type', 'id', 'name', 'value']) delete attributes[own];
      this.input.remove();
      this.place.remove();
      const widget = new draftail.DraftailRichTextArea(this.options);
      this.made = widget.render(container, name, id, value, this.capabilities, { attributes });
      this.input = this.made.input;
      return this.made;
    }

    getValue() {
      return this.input.value;
    }

    getState() {
      return this.made ? this.made.getState() : this.input.value;
    }

    setState(state) {
      if (typeof state !== 'string') this.editor.setState(state);
      else if (this.made) this.made.setState(stateOf(state));
      else {
        this.input.value = state;
        this.wait();
      }
    }

    setInvalid(isInvalid) {
      if (this.made) this.made.setInvalid(isInvalid);
      else if (isInvalid) this.input.setAttribute('aria-invalid', 'true');
      else this.input.removeAttribute('aria-invalid');
    }

    getTextLabel(options) {
      if (this.made) return this.made.getTextLabel(options);
      const words = (this.input.rawContentState?.blocks ?? []).map(({ text }) => text).filter(Boolean).join(' ');
      const longest = options?.maxLength;
      return longest && words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
    }

    focus() {
      this.editor.focus();
    }

    setCapabilityOptions(capability, options) {
      if (this.made) this.made.setCapabilityOptions(capability, options);
      else Object.assign(this.capabilities.get(capability) ?? {}, options);
    }
  }

  // As the editor will write it: whoever only scrolls to it has changed nothing, and nothing is saved in their name.
  const asWritten = (value) => {
    const raw = JSON.parse(value);
    return raw ? JSON.stringify(DraftJS.convertToRaw(DraftJS.convertFromRaw(raw))) : value;
  };

  const stateOf = (value) => {
    const raw = JSON.parse(value);
    const { EditorState } = DraftJS;
    return raw ? EditorState.createWithContent(DraftJS.convertFromRaw(raw)) : EditorState.createEmpty();
  };

  class LateRichText extends draftail.DraftailRichTextArea {
    render(container, name, id, state, capabilities, options = {}) {
      // The copy of a text with an editor gets one at once.
      if (typeof state !== 'string') return super.render(container, name, id, state, capabilities, options);
      const input = Object.assign(document.createElement('input'), { type: 'hidden', id, name, value: state });
      for (const [key, value] of Object.entries(options.attributes ?? {})) input.setAttribute(key, value);
      container.append(input);
      return new LateField(input, this.options, capabilities);
    }
  }

  telepath.register('clinic.widgets.LateRichText', LateRichText);

  // When it is made --------------------------------------------------------------------------------------------------

  let observer;
  function watch(place) {
    const near = (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.editor;
    };
    const root = document.querySelector('.content-wrapper'); // What is scrolled.
    observer ??= new IntersectionObserver(near, { root, rootMargin: AHEAD });
    observer.observe(place);
  }

  const reached = (target) => waiting.get(target.closest?.('[data-draftail-editor-wrapper]'));
  // Before the press itself, so that it lands in the editor, at the letter that was meant.
  for (const kind of ['pointerdown', 'dragenter']) {
    document.addEventListener(kind, ({ target }) => reached(target)?.editor, true);
  }
  document.addEventListener(
    'focusin',
    ({ target }) => {
      const field = reached(target);
      if (!field) return;
      const { input } = field.editor;
      input.parentNode.querySelector('[contenteditable="true"]').focus({ preventScroll: true });
    },
    true,
  );

  // Comments on words of a text hang on its editor.
  document.addEventListener('DOMContentLoaded', () => {
    const data = document.getElementById('comments-data')?.textContent;
    const paths = new Set((data ? JSON.parse(data).comments : []).map(({ contentpath }) => contentpath));
    if (!paths.size) return;
    for (const field of [...waiting.values()]) {
      if (paths.has(window.comments.getContentPath(field.input))) field.editor;
    }
  });
})();
