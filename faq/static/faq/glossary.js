// The glossary in the rich text editor: words are marked with the entry that explains them, by choosing one, or by
// pressing a button below the field that offers to explain a word where it is used first. Nothing is marked by itself.
(() => {
  if (window.clinicGlossary) return; // Answers to autosave load the file again.
  window.clinicGlossary = true;
  const { React, DraftJS, draftail } = window;
  const TYPE = 'GLOSSARY';
  const draw = React.createElement;

  // Finding words, as in faq/glossary/finding.py ------------------------------------------------------------------------

  const oneForm = (text) => text.replace(/[‘’‚‛ʼ′`´]/g, "'").replace(/[‐‑‒–—―−]/g, '-');
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isLetters = (word) => /[A-Z].*[A-Z]/.test(word);

  function finderOf(entries) {
    const named = new Map();
    for (const entry of entries) for (const word of entry.words) named.set(oneForm(word), entry);
    const inSmall = new Map([...named].map(([word, entry]) => [word.toLowerCase(), { word, entry }]));
    const words = [...named.keys()].sort((one, other) => other.length - one.length).map(escaped);
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(${words.join('|')})s?(?![\\p{L}\\p{N}_])`, 'giu');
    const usesIn = (text) =>
      [...oneForm(text).matchAll(pattern)].flatMap((found) => {
        const { word, entry } = inSmall.get(found[1].toLowerCase());
        const start = found.index;
        const end = start + found[0].length;
        return isLetters(word) && found[1] !== word ? [] : [{ entry, start, end, words: text.slice(start, end) }];
      });
    return { usesIn: words.length ? usesIn : () => [], meaning: new Map(entries.map((one) => [one.id, one.meaning])) };
  }

  let glossary;
  let asked;
  function loadGlossary() {
    const { address } = document.getElementById('glossary-words').dataset;
    const page = window.location.pathname.match(/\/pages\/(?:add\/\w+\/\w+\/)?(\d+)\//)?.[1] ?? '';
    asked ??= fetch(`${address}?page=${page}`)
      .then((answer) => answer.json())
      .then(({ words }) => (glossary = finderOf(words)))
      .catch(() => null); // Without the list nothing is offered, and writing goes on.
    return asked;
  }

  // What to offer: the first use on the page, unless it is explained there -------------------------------------------

  const known = new WeakMap();
  function seenIn(raw) {
    if (!known.has(raw)) {
      const marked = Object.values(raw.entityMap ?? {}).filter((entity) => entity.type === TYPE);
      const used = (raw.blocks ?? []).flatMap((block) => glossary.usesIn(block.text).map((use) => use.entry.id));
      known.set(raw, [...marked.map((entity) => entity.data.id), ...used]);
    }
    return known.get(raw);
  }

  const fieldOf = (element) =>
    [...element.closest('[data-draftail-editor-wrapper]').parentNode.children].find((one) => 'rawContentState' in one);

  function seenBefore(field) {
    const wrappers = [...document.querySelectorAll('[data-draftail-editor-wrapper]')];
    const fields = wrappers.map(fieldOf).filter(Boolean);
    const before = fields.slice(0, Math.max(0, fields.indexOf(field)));
    return new Set(before.flatMap((one) => (one.rawContentState ? seenIn(one.rawContentState) : [])));
  }

  function entitiesIn(block, content) {
    const found = [];
    block.findEntityRanges(
      (letter) => letter.getEntity() !== null,
      (start, end) => found.push({ start, end, entity: content.getEntity(block.getEntityAt(start)) }),
    );
    return found;
  }

  function offersIn(content, seen) {
    const offers = [];
    for (const block of content.getBlocksAsArray()) {
      const entities = entitiesIn(block, content);
      for (const { entity } of entities) if (entity.getType() === TYPE) seen.add(entity.getData().id);
      for (const use of glossary.usesIn(block.getText())) {
        const inside = entities.some(({ start, end }) => use.start < end && start < use.end);
        if (!inside && !seen.has(use.entry.id)) offers.push({ ...use, block: block.getKey() });
        if (!inside) seen.add(use.entry.id);
      }
    }
    return offers;
  }

  function explained(editorState, { block, start, end, entry }) {
    const place = DraftJS.SelectionState.createEmpty(block).merge({ anchorOffset: start, focusOffset: end });
    const content = editorState.getCurrentContent().createEntity(TYPE, 'MUTABLE', { id: entry.id });
    const marked = DraftJS.Modifier.applyEntity(content, place, content.getLastCreatedEntityKey());
    return DraftJS.EditorState.push(editorState, marked, 'apply-entity');
  }

  // Dots under the words offered: painted over the text, so that neither the text nor its saving knows of them --------

  const painted = new Map();
  function paint(field, offers) {
    if (!window.CSS?.highlights) return;
    const editor = [...field.parentNode.children].find((one) => one.matches('[data-draftail-editor-wrapper]'));
    painted.set(field, offers.map((offer) => rangeOf(editor, offer)).filter(Boolean));
    for (const gone of [...painted.keys()].filter((one) => !one.isConnected)) painted.delete(gone);
    CSS.highlights.set('clinic-words', new Highlight(...[...painted.values()].flat()));
  }

  function rangeOf(editor, { block, start, end }) {
    const element = editor?.querySelector(`[data-block="true"][data-offset-key="${block}-0-0"]`);
    if (!element) return null;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let begun = false;
    for (let at = 0, text = texts.nextNode(); text; at += text.length, text = texts.nextNode()) {
      if (!begun && start < at + text.length) {
        range.setStart(text, start - at);
        begun = true;
      }
      if (begun && end <= at + text.length) {
        range.setEnd(text, end - at);
        return range;
      }
    }
    return null;
  }

  // Below the field -------------------------------------------------------------------------------------------------

  // A class: hooks need the very copy of React that the editor is built with.
  class Offers extends React.Component {
    constructor(props) {
      super(props);
      this.place = React.createRef();
      this.state = { ready: false, said: '' };
    }

    componentDidMount() {
      this.isHere = true;
      loadGlossary().then((found) => this.isHere && found && this.setState({ ready: true }));
    }

    componentDidUpdate() {
      if (this.state.ready) paint(fieldOf(this.place.current), this.offers());
    }

    componentWillUnmount() {
      this.isHere = false;
    }

    offers() {
      if (!this.state.ready) return [];
      return offersIn(this.props.getEditorState().getCurrentContent(), seenBefore(fieldOf(this.place.current)));
    }

    explain(id) {
      const offer = this.offers().find((one) => one.entry.id === id);
      if (!offer) return;
      this.props.onChange(explained(this.props.getEditorState(), offer));
      this.setState({ said: `“${offer.words}” is explained here now.` });
      requestAnimationFrame(() => {
        const place = this.place.current;
        (place?.querySelector('button') ?? place)?.focus();
      });
    }

    render() {
      const offers = this.offers();
      const { said } = this.state;
      return draw(
        'div',
        { ref: this.place, className: 'glossary-offer', tabIndex: -1, hidden: !offers.length && !said },
        offers.length ? draw('span', { className: 'glossary-offer__title' }, 'In the glossary, not explained yet') : null,
        offers.map(({ entry, words }) =>
          draw('button', { key: entry.id, type: 'button', onClick: () => this.explain(entry.id) }, `Explain “${words}”`),
        ),
        draw('span', { role: 'status', className: 'glossary-offer__said' }, said),
      );
    }
  }

  // By choosing ----------------------------------------------------------------------------------------------------

  class GlossarySource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      const locale = window.wagtailConfig.ACTIVE_CONTENT_LOCALE; // That of the page, as Wagtail's own choosers ask.
      return {
        url: this.props.entityType.chooserUrls.chooser,
        urlParams: locale ? { locale } : {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(chosen) {
      const { editorState, onComplete } = this.props;
      const selection = editorState.getSelection();
      const content = editorState.getCurrentContent().createEntity(TYPE, 'MUTABLE', { id: Number(chosen.id) });
      const key = content.getLastCreatedEntityKey();
      const marked = selection.isCollapsed()
        ? DraftJS.Modifier.replaceText(content, selection, chosen.text, editorState.getCurrentInlineStyle(), key)
        : DraftJS.Modifier.applyEntity(content, selection, key);
      this.workflow.close();
      onComplete(DraftJS.EditorState.push(editorState, marked, 'apply-entity'));
    }
  }

  const Word = (props) => {
    const { id } = props.contentState.getEntity(props.entityKey).getData();
    const icon = draw(window.wagtail.components.Icon, { name: 'openquote' });
    const label = glossary?.meaning.get(id) ?? '';
    return draw(draftail.TooltipEntity, { ...props, url: null, icon, label }, props.children);
  };

  draftail.registerPlugin({ type: TYPE, source: GlossarySource, decorator: Word }, 'entityTypes');
  // Draftail calls this as a function: it must be one.
  draftail.registerPlugin({ type: TYPE, meta: (props) => draw(Offers, props) }, 'controls');
})();
