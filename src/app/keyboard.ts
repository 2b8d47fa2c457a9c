import {
  type CommandId,
  canvasView,
  commandIds,
  commandOf,
  isChord,
  isPossible,
  isSingleKey,
  performCommand,
  type Services,
  useBackflow,
} from "@/store";
import { controlAround, startClickedControls, wasClicked } from "./clicked-controls";

/** What the arrows change by its nature: a text, a choice of a list, a slider. A table takes its keys before they come here. */
const FIELDS =
  "input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable], [role=slider]";
const SLIDERS = "[type=range], [role=slider]";
/** A number field that holds what is not committed yet. */
const DRAFT = "[data-draft]";

/** Fields whose text goes into the document when it is committed. */
const COMMITTING = "[role=spinbutton], [data-commits]";

/** Chords of a text itself; every other chord with Ctrl or ⌘ is the page's while something is typed, too. */
const KEYS_OF_TEXT = /^(?:[acvxyz]|Arrow.*|Home|End|Backspace|Delete|Enter)$/i;

/** What drives the run, and what a control takes for itself where the keyboard came to it. */
const KEYS_OF_RUN = /^(?: |Arrow(?:Left|Right|Up|Down))$/;
const CHOICE = "[type=radio]";

/** What moves a slider; its other keys are the page's. */
const KEYS_OF_SLIDER = /^(Arrow|Page|Home$|End$)/;

/** In a field that is not being typed in, undo and redo are the document's; in a draft, they are the field's. */
function isUndoOfDocument(event: KeyboardEvent, field: Element): boolean {
  const isUndo = (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key);
  return isUndo && field.matches(COMMITTING) && !field.matches(DRAFT);
}

function belongsToField(event: KeyboardEvent, field: Element): boolean {
  if (field.matches(SLIDERS)) return KEYS_OF_SLIDER.test(event.key);
  if (isUndoOfDocument(event, field)) return false;
  return !(event.ctrlKey || event.metaKey) || KEYS_OF_TEXT.test(event.key);
}

/**
 * Keeps from the whole page what is no key press of its user: keys that an input method takes for itself (Safari tells of
 * the last one after the composition, with 229), events without a key, which browsers send when they fill in a field, and
 * the keys of a list of choices that is open: Firefox tells of them, and its Escape would close the pane with the list.
 */
function stopForeignKeys(event: KeyboardEvent): void {
  const { isComposing, keyCode, key, target } = event;
  const isOfList = target instanceof Element && isOpenList(target);
  if (isComposing || keyCode === 229 || typeof key !== "string" || isOfList) {
    event.stopImmediatePropagation();
  }
}

/** Where a browser tells of keys while a list is open, it knows which list is. */
function isOpenList(field: Element): boolean {
  return field.matches("select") && CSS.supports("selector(:open)") && field.matches(":open");
}

/** Without Ctrl and the like, which make another chord of it. */
function isKeyOfRun({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return KEYS_OF_RUN.test(key) && !ctrlKey && !metaKey && !altKey && !shiftKey;
}

/** Space presses the button that was reached by Tab, and the arrows choose. It must not play or step as well. */
function belongsToControl(event: KeyboardEvent, control: Element): boolean {
  return isKeyOfRun(event) && (event.key === " " || control.matches(CHOICE));
}

/** Enter and Escape end the changing of a slider, and the choosing from a list that is closed: its keys are the page's again. */
function endsChoosing({ key }: KeyboardEvent, field: Element): boolean {
  return field.matches(`${SLIDERS}, select`) && (key === "Enter" || key === "Escape");
}

/** The command that a pressed key asks for. */
function commandFor(event: KeyboardEvent, singleKeys: boolean): CommandId | undefined {
  const isAskedFor = (id: CommandId): boolean => {
    const { keys, onFocusedNode } = commandOf(id);
    return (
      keys.some((chord) => (singleKeys || !isSingleKey(chord)) && isChord(event, chord)) &&
      (!onFocusedNode || canvasView.get().focusedNode() !== null)
    );
  };
  // The training takes a few keys of the view while it is open.
  return commandIds.find((id) => isAskedFor(id) && isPossible(id)) ?? commandIds.find(isAskedFor);
}

/** Listens for the keys of the command table. Returns what stops it. */
export function startKeyboard(services: Services): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    const state = useBackflow.getState();
    // A modal dialog has its keys to itself, even where the focus has just lost its place in it.
    if (state.dialog !== null || target?.closest("dialog")) return;
    const nearest = target?.closest<HTMLElement>(`${FIELDS}, button`);
    // A button in a slider, as "Fit" in a figure, is a button: keys press it.
    const field = nearest?.matches("button") ? null : nearest;
    if (field && endsChoosing(event, field)) {
      field.blur();
      event.preventDefault();
      return;
    }
    const control = field && !field.matches("select") ? null : controlAround(target);
    const drives = control !== null && wasClicked(control) && isKeyOfRun(event);
    if (field && !drives && belongsToField(event, field)) return;
    if (control && drives) {
      // A key that goes down on a button presses it when it comes up, in Firefox whatever is prevented here.
      control.blur();
      event.preventDefault();
    } else if (control && belongsToControl(event, control)) return;
    const command = commandFor(event, state.singleKeys);
    if (!command || commandOf(command).byClipboard) return;
    // What cannot be done now is left to the browser: Alt ← goes back.
    if (!isPossible(command)) return;
    event.preventDefault();
    if (event.repeat && command === "play") return;
    // What is being typed counts: it is committed before it is saved, opened over or shared.
    if (field && !field.matches(SLIDERS)) field.blur();
    performCommand(command, services);
  };
  window.addEventListener("keydown", stopForeignKeys, { capture: true });
  document.addEventListener("keydown", listen);
  const stopClickedControls = startClickedControls();
  return () => {
    stopClickedControls();
    window.removeEventListener("keydown", stopForeignKeys, { capture: true });
    document.removeEventListener("keydown", listen);
  };
}
