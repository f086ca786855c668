// The key figure in the rich text editor: chosen in a dialog, shown as its present words, stored as a reference.
(() => {
  if (window.clinicKeyFigure) return; // Answers to autosave load the file again.
  window.clinicKeyFigure = true;
  const { React, DraftJS, draftail } = window;

  class KeyFigureSource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      const locale = window.wagtailConfig.ACTIVE_CONTENT_LOCALE; // That of the page, as Wagtail's own choosers ask.
      return {
        url: this.props.entityType.chooserUrls.chooser,
        urlParams: locale ? { locale } : {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    // The base class only knows how to insert Wagtail's own links and embeds.
    onChosen(chosen) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState
        .getCurrentContent()
        .createEntity(entityType.type, 'IMMUTABLE', { id: chosen.id, label: chosen.string || chosen.title });
      const figure = DraftJS.Modifier.replaceText(
        content,
        editorState.getSelection(),
        chosen.text,
        null,
        content.getLastCreatedEntityKey(),
      );
      this.workflow.close();
      onComplete(DraftJS.EditorState.push(editorState, figure, 'insert-characters'));
    }
  }

  const KeyFigure = (props) => {
    const { label } = props.contentState.getEntity(props.entityKey).getData();
    const icon = React.createElement(window.wagtail.components.Icon, { name: 'order' });
    return React.createElement(draftail.TooltipEntity, { ...props, url: null, icon, label: label || '' }, props.children);
  };

  draftail.registerPlugin({ type: 'KEYFIGURE', source: KeyFigureSource, decorator: KeyFigure }, 'entityTypes');
})();
