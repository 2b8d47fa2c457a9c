import { type Command, commands, isChord, type Services, useBackflow } from "@/store";

const FIELDS = "input, textarea, select, [contenteditable]";
/** A number field that holds what is not committed yet. */
const DRAFT = "[data-draft]";

/** In a number that is not being typed, undo and redo are the document's; in a draft, they are the field's. */
function isUndoOfDocument(event: KeyboardEvent, field: Element): boolean {
  const isUndo = (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key);
  return isUndo && field.getAttribute("role") === "spinbutton" && !field.matches(DRAFT);
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
      candidate.keys.some((chord) => isChord(event, chord)),
    );
    if (!command || command.byClipboard) return;
    event.preventDefault();
    if (event.repeat && command === commands.play) return;
    if (command.when(state)) command.perform(state, services);
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
