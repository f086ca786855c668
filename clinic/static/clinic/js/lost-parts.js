// Parts made with a block or a field that the code no longer has: shown as words, posted back untouched.
(() => {
  if (window.clinicLostParts) return; // answers of the server bring this file again
  window.clinicLostParts = true;
  const { StreamBlockDefinition, StructBlockDefinition } = window.wagtailStreamField.blocks;

  // As clinic/content/unknown_blocks.py calls them.
  const PART = 'lost-part';
  const FIELDS = 'lost-fields';

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const hidden = (name, value) => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name, value });
    return input;
  };

  const notice = (title, words, input) => {
    const box = element('div', 'lost-part', '');
    box.append(element('p', 'lost-part__title', title));
    if (words) box.append(element('blockquote', 'lost-part__words', words));
    box.append(input);
    return box;
  };

  // "Remove it" keeps the words from being posted; until the page is saved the tick can be taken off again.
  const remover = (input) => {
    const label = element('label', 'lost-part__remove', ' Remove this text when I save');
    const tick = document.createElement('input');
    tick.type = 'checkbox';
    tick.addEventListener('change', () => {
      input.disabled = tick.checked;
    });
    label.prepend(tick);
    return label;
  };

  class LostPart {
    constructor(placeholder, prefix, state) {
      this.state = state;
      const title = `This part was made with a block that no longer exists (“${state.type}”). Patients do not see it. `
        + 'It is kept as it is until you delete it; the page can be published when it is gone.';
      this.element = notice(title, state.words, hidden(prefix, state.json));
      placeholder.replaceWith(this.element);
    }

    setState() {}

    setError(error) {
      this.element.querySelector('.lost-part__error')?.remove();
      if (error?.messages) this.element.append(element('p', 'lost-part__error error-message', 'Delete this part first.'));
    }

    getState() { return this.state; }

    getValue() { return this.state; }

    getTextLabel() { return this.state.type; }

    focus() {}
  }

  class LostPartDefinition {
    constructor() {
      this.name = PART;
      this.meta = { label: 'Lost part', icon: 'warning' };
    }

    render(placeholder, prefix, state) {
      return new LostPart(placeholder, prefix, state);
    }
  }

  class SafeStreamDefinition extends StreamBlockDefinition {
    constructor(...args) {
      super(...args);
      this.childBlockDefsByName[PART] = new LostPartDefinition();
    }
  }

  class SafeStructDefinition extends StructBlockDefinition {
    // Wagtail asks a struct's own class whether a child is a struct too; one of Wagtail's own, such as a picture, is.
    static [Symbol.hasInstance](found) {
      return StructBlockDefinition.prototype.isPrototypeOf(found);
    }

    render(placeholder, prefix, state, error) {
      const { [FIELDS]: lost, ...known } = state || {};
      const block = super.render(placeholder, prefix, known, error);
      if (lost) {
        const input = hidden(`${prefix}-${FIELDS}`, lost.json);
        const box = notice('This part has text in fields that no longer exist. Patients do not see it.', lost.words, input);
        box.append(remover(input));
        block.container[0].prepend(box);
      }
      return block;
    }
  }

  window.telepath.register('clinic.SafeStreamBlock', SafeStreamDefinition);
  window.telepath.register('clinic.SafeStructBlock', SafeStructDefinition);
})();
