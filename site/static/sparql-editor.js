// The editor: CodeMirror over the plain text area, in a shadow root, where its styles need no exception from the policy.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { isWord, tokenize } from "kg/text";

const KEYWORDS = ("SELECT DISTINCT WHERE FILTER OPTIONAL MINUS UNION VALUES BIND AS GROUP BY HAVING ORDER BY LIMIT " +
  "OFFSET PREFIX ASK CONSTRUCT DESCRIBE GRAPH COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT BOUND COALESCE IF STR LANG " +
  "CONTAINS STRSTARTS LCASE REGEX REPLACE CONCAT EXISTS NOT IN").split(" ");

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--link)", fontWeight: "600" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.string, tags.number, tags.bool, tags.literal], color: "var(--supports)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--disputes)" },
  { tag: [tags.url, tags.namespace], color: "var(--inconclusive)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.95rem", border: "1px solid var(--soft)" },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "calc(21rem - 2px)", maxHeight: "26rem" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--wash)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--link) 8%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--link) 30%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--soft)" },
  ".cm-wrong": { textDecoration: "underline wavy var(--disputes) 2px", textUnderlineOffset: "0.2em" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--soft)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxWidth: "min(40rem, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.3rem 0.6rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--paper)", backgroundColor: "var(--link)" },
  ".cm-completionDetail": { fontFamily: "var(--sans)", marginLeft: "1rem" },
});

const setWrong = StateEffect.define();
const wrong = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setWrong));
    if (set) return set.value ? Decoration.set([Decoration.mark({ class: "cm-wrong" }).range(...set.value)]) : Decoration.none;
    return transaction.docChanged ? Decoration.none : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Put an editor in the host; `terms` are [prefixed name, label] and may grow. Returns what the page needs of it.
export function mount(host, textarea, { prefixes, terms, run }) {
  const shadow = host.attachShadow({ mode: "open" });
  const place = document.createElement("div");
  shadow.append(place);
  const view = new EditorView({
    parent: place,
    root: shadow,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), sparql(), syntaxHighlighting(COLOURS), LOOK, wrong, EditorView.lineWrapping,
        autocompletion({ override: [(context) => complete(context, prefixes, terms)], icons: false }),
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query", tabindex: "0" }),
        EditorView.domEventHandlers({ beforeinput: typeOver }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            textarea.value = update.state.doc.toString();
            textarea.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    write: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } }),
    point(from, to) {
      const range = from < to ? [from, to] : [Math.max(0, from - 1), from];
      view.dispatch({
        selection: { anchor: from },
        effects: [setWrong.of(range[0] < range[1] ? range : null), EditorView.scrollIntoView(from, { y: "center" })],
      });
    },
  };
}

// Type over a selection without the browser's own editing: that would set inline styles, which the policy forbids.
function typeOver(event, view) {
  const { from, to, empty } = view.state.selection.main;
  if (event.inputType !== "insertText" || empty || view.composing || !event.data) return false;
  const typed = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  const handled = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, event.data, typed));
  if (!handled) view.dispatch(typed());
  event.preventDefault();
  return true;
}

function complete(context, prefixes, terms) {
  const word = context.matchBefore(/[?$]?[\w-]*:?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const text = context.state.doc.toString();
  if (/^[?$]/.test(word.text)) {
    const names = new Set(tokenize(text).filter((t) => t.kind === "variable" && t.start !== word.from).map((t) => t.text));
    return { from: word.from, options: [...names].map((label) => ({ label })), validFor: /^[?$]\w*$/ };
  }
  const options = terms.map(([label, detail]) => ({ label, detail, apply: withPrefix(label, prefixes) }));
  if (!word.text.includes(":")) {
    options.push(...KEYWORDS.map((label) => ({ label, boost: 1 })));
    options.push(...Object.entries(prefixes).map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri, boost: 2 })));
  }
  return { from: word.from, options, validFor: /^[\w-]*:?[\w-]*$/ };
}

// Put a term in, and above the query the declaration of its prefix where it is missing.
function withPrefix(label, prefixes) {
  const prefix = label.split(":")[0];
  return (view, _, from, to) => {
    const tokens = tokenize(view.state.doc.toString());
    const known = tokens.some((token, i) => token.text === `${prefix}:` && isWord(tokens[i - 1], "PREFIX"));
    const changes = [{ from, to, insert: label }];
    if (!known) changes.unshift({ from: 0, insert: `PREFIX ${prefix}: <${prefixes[prefix]}>\n` });
    const set = view.state.changes(changes);
    view.dispatch({ changes: set, selection: { anchor: set.mapPos(to, 1) } });
  };
}
