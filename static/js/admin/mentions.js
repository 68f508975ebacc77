/* The button "@" of the rich text editor: link an institution, a person or a
   partnership. Selected words stay as they are; without a selection the name is
   written as it was on the day of the release. */
(() => {
    const { React, DraftJS, draftail } = window;

    // What the chooser needs to know of the page that is being written.
    const ofThisPage = () => ({
        as_of: document.querySelector('[name="released_at"]')?.value ?? "",
        language: window.wagtailConfig?.ACTIVE_CONTENT_LOCALE ?? "",
        story: document.querySelector("#story-of-form")?.value ?? "",
    });

    class MentionSource extends React.Component {
        componentDidMount() {
            const { entity, entityType, onClose } = this.props;
            const { kinds } = entityType;
            const before = entity?.getData().kind;
            this.kind = kinds.find(({ kind }) => kind === before) ?? kinds[0];
            this.onHidden = (event) => {
                event.preventDefault();
                onClose();
            };
            window.jQuery(document.body).on("hidden.bs.modal", this.onHidden);
            const handlers = window.CHOOSER_MODAL_ONLOAD_HANDLERS;
            this.workflow = window.ModalWorkflow({
                url: this.kind.url,
                urlParams: ofThisPage(),
                onload: {
                    ...handlers,
                    choose: (modal, data) => {
                        handlers.choose(modal, data);
                        this.offerKinds(modal);
                    },
                },
                responses: { chosen: (chosen) => this.onChosen(chosen) },
                onError: () => onClose(),
            });
        }

        componentWillUnmount() {
            window.jQuery(document.body).off("hidden.bs.modal", this.onHidden);
        }

        // Above the search: which kind of thing is looked for.
        offerKinds(modal) {
            const choice = document.createElement("div");
            choice.className = "mention-kinds";
            choice.setAttribute("role", "group");
            choice.setAttribute("aria-label", this.props.entityType.description);
            for (const kind of this.props.entityType.kinds) {
                const button = document.createElement("button");
                button.type = "button";
                button.className = "button button-small button-secondary";
                button.textContent = kind.label;
                button.setAttribute("aria-pressed", String(kind === this.kind));
                button.addEventListener("click", () => {
                    this.kind = kind;
                    modal.loadUrl(kind.url, ofThisPage());
                });
                choice.append(button);
            }
            const search = modal.body[0].querySelector("#tab-search");
            search.prepend(choice);
            const focus = () => search.querySelector("[name=q]").focus();
            focus();
            // While it opens, the modal takes the focus once more.
            modal.container.one("shown.bs.modal", focus);
        }

        onChosen({ id, name, edit_url: url }) {
            const { editorState, entityType, onComplete } = this.props;
            const selection = editorState.getSelection();
            const content = editorState
                .getCurrentContent()
                .createEntity(entityType.type, "MUTABLE", {
                    kind: this.kind.kind,
                    id,
                    label: name,
                    url,
                });
            const key = content.getLastCreatedEntityKey();
            const { EditorState, Modifier, RichUtils } = DraftJS;
            onComplete(
                selection.isCollapsed()
                    ? EditorState.push(
                          editorState,
                          Modifier.replaceText(content, selection, name, null, key),
                          "insert-characters",
                      )
                    : RichUtils.toggleLink(editorState, selection, key),
            );
        }

        render() {
            return null;
        }
    }

    // Whom the words stand for, with what can be done about it.
    const Mention = (props) => {
        const { label, url } = props.contentState.getEntity(props.entityKey).getData();
        return React.createElement(draftail.TooltipEntity, {
            ...props,
            icon: React.createElement("span", { className: "mention-sign" }),
            label,
            url,
        });
    };

    // "@" where a word begins opens the chooser; inside a word, as in an e-mail
    // address, it is just typed.
    const keyBindingFn = (event, { getEditorState }) => {
        if (event.key !== "@") return undefined;
        const editorState = getEditorState();
        const selection = editorState.getSelection();
        const before = editorState
            .getCurrentContent()
            .getBlockForKey(selection.getStartKey())
            .getText()
            .slice(0, selection.getStartOffset());
        return before === "" || /[\s(]$/.test(before) ? "MENTION" : undefined;
    };

    draftail.registerPlugin({ type: "MENTION", source: MentionSource, decorator: Mention });
    draftail.registerPlugin({ type: "mention-key", keyBindingFn }, "plugins");
})();
