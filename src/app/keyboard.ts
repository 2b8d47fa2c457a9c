import {
  type Command,
  commands,
  isChord,
  type KeyChord,
  type Services,
  useBackflow,
} from "@/store";

const FIELDS = "input, textarea, select, [contenteditable]";
/** A number field that holds what is not committed yet. */
const DRAFT = "[data-draft]";

/** Fields whose text goes into the document when it is committed. */
const COMMITTING = "[role=spinbutton], [data-commits]";

/** In a field that is not being typed in, undo and redo are the document's; in a draft, they are the field's. */
function isUndoOfDocument(event: KeyboardEvent, field: Element): boolean {
  const isUndo = (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key);
  return isUndo && field.matches(COMMITTING) && !field.matches(DRAFT);
}

/** A character without Ctrl or Alt: what somebody who speaks to the computer may press by speaking (WCAG 2.1.4). */
function isSingleKey({ key, mod = false, alt = false }: KeyChord): boolean {
  return Array.from(key).length === 1 && key !== " " && !mod && !alt;
}

/** Listens for the keys of the command table. Returns what stops it. */
export function startKeyboard(services: Services): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    const state = useBackflow.getState();
    // A modal dialog has its keys to itself, even where the focus has just lost its place in it.
    if (state.dialog !== null || target?.closest("dialog")) return;
    const field = target?.closest(FIELDS);
    if (field && !isUndoOfDocument(event, field)) return;
    // Space presses the focused button; it must not play as well.
    if (event.key === " " && target?.closest("button, a, summary, [role=button]")) return;
    const command = Object.values<Command>(commands).find((candidate) =>
      candidate.keys.some(
        (chord) => (state.singleKeys || !isSingleKey(chord)) && isChord(event, chord),
      ),
    );
    if (!command || command.byClipboard) return;
    event.preventDefault();
    if (event.repeat && command === commands.play) return;
    if (command.when(state)) command.perform(state, services);
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
