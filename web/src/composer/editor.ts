/*
 * The text field of the composer: CodeMirror 6 with plain text, the findings as wavy underlines with
 * their margin number, and the composer's keys.
 *
 * It lives in a shadow root for one reason: there CodeMirror keeps its styles in an adopted style
 * sheet, while in the document it would inject a <style> element, which a content policy without
 * 'unsafe-inline' refuses. Custom properties cross the boundary, so tokens.css still rules.
 */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  placeholder,
  WidgetType,
} from "@codemirror/view";
import type { PlacedFinding } from "./findings";

class MarginNumber extends WidgetType {
  constructor(
    readonly number: number,
    readonly severity: string,
  ) {
    super();
  }
  override eq(other: MarginNumber): boolean {
    return other.number === this.number && other.severity === this.severity;
  }
  override toDOM(): HTMLElement {
    const element = document.createElement("sup");
    element.className = `cm-finding-number cm-finding-number-${this.severity}`;
    element.textContent = String(this.number);
    element.setAttribute("aria-hidden", "true");
    return element;
  }
}

const showNumbers = StateEffect.define<PlacedFinding[]>();

const numbers = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = shown.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(showNumbers)) {
        const widgets = effect.value
          .filter((finding) => finding.to !== null)
          .map((finding) =>
            Decoration.widget({
              widget: new MarginNumber(finding.number, finding.severity),
              side: 1,
            }).range(finding.to as number),
          );
        next = Decoration.set(widgets, true);
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const wave = (color: string) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy ${color} 1.25px`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
  paddingBottom: "0",
});

const look = EditorView.theme({
  "&": { color: "inherit", backgroundColor: "transparent", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "inherit",
    fontSize: "var(--size-read)",
    lineHeight: "1.5",
    overflow: "auto",
  },
  ".cm-content": { padding: "10px 14px", caretColor: "var(--ink-1)", minHeight: "72px" },
  ".cm-line": { padding: "0" },
  ".cm-cursor": { borderLeftColor: "var(--ink-1)", borderLeftWidth: "1.5px" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground":
    { background: "color-mix(in srgb, var(--focus) 24%, transparent)" },
  ".cm-lintRange-error": wave("var(--error)"),
  ".cm-lintRange-warning": wave("var(--warning)"),
  ".cm-lintRange-info, .cm-lintRange-hint": wave("var(--hint)"),
  ".cm-lintRange-active": { backgroundColor: "var(--warning-ground)" },
  ".cm-finding-number": {
    marginLeft: "1px",
    fontSize: "10px",
    fontWeight: "600",
    lineHeight: "0",
    userSelect: "none",
  },
  ".cm-finding-number-error": { color: "var(--error)" },
  ".cm-finding-number-warning": { color: "var(--warning)" },
  ".cm-finding-number-hint": { color: "var(--hint)" },
});

export interface EditorOptions {
  host: HTMLElement;
  text: string;
  label: string;
  placeholder: string;
  onChange: (text: string) => void;
  onSend: () => void;
  onLeave: () => void;
  /** A number key with Alt: mend that finding, or leave it when Shift is held. */
  onNumber: (number: number, leave: boolean) => boolean;
}

export interface Editor {
  text: () => string;
  replace: (text: string) => void;
  change: (from: number, to: number, insert: string) => void;
  show: (findings: PlacedFinding[]) => void;
  pointAt: (finding: PlacedFinding) => void;
  focus: () => void;
  destroy: () => void;
}

export function createEditor(options: EditorOptions): Editor {
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root as unknown as HTMLElement,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        placeholder(options.placeholder),
        numbers,
        look,
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          "aria-multiline": "true",
          role: "textbox",
          spellcheck: "true",
          autocapitalize: "sentences",
        }),
        EditorView.domEventHandlers({
          keydown: (event) => handleNumber(event, options.onNumber),
        }),
        keymap.of([
          {
            key: "Mod-Enter",
            run: () => {
              options.onSend();
              return true;
            },
          },
          {
            key: "Escape",
            run: () => {
              options.onLeave();
              return true;
            },
          },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (text) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: text.length },
      }),
    change: (from, to, insert) => {
      const end = view.state.doc.length;
      view.dispatch({ changes: { from: Math.min(from, end), to: Math.min(to, end), insert } });
    },
    show: (findings) => view.dispatch(showFindings(view.state, findings)),
    pointAt: (finding) => {
      if (finding.from === null || finding.to === null) return;
      const end = view.state.doc.length;
      view.dispatch({
        selection: { anchor: Math.min(finding.from, end), head: Math.min(finding.to, end) },
        scrollIntoView: true,
      });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function showFindings(state: EditorState, findings: PlacedFinding[]) {
  // The text may have moved on while the answer was on its way.
  const inside = findings.filter((each) => each.to === null || each.to <= state.doc.length);
  const diagnostics: Diagnostic[] = inside.flatMap((finding) =>
    finding.from === null || finding.to === null
      ? []
      : [
          {
            from: finding.from,
            to: finding.to,
            severity: finding.severity,
            message: finding.message,
          },
        ],
  );
  const marks = setDiagnostics(state, diagnostics);
  const effects = Array.isArray(marks.effects)
    ? marks.effects
    : marks.effects
      ? [marks.effects]
      : [];
  return { ...marks, effects: [...effects, showNumbers.of(inside)] };
}

function handleNumber(event: KeyboardEvent, act: EditorOptions["onNumber"]): boolean {
  // By position on the keyboard: with Option held, a Mac types "¡" instead of "1".
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (!digit || !event.altKey || event.ctrlKey || event.metaKey) return false;
  if (!act(Number(digit[1]), event.shiftKey)) return false;
  event.preventDefault();
  return true;
}
