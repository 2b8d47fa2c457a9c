import { carryPlayhead } from "@/engine";
import { type BackflowDocument, type Graph, isSameWire } from "@/graph";
import { NO_INTERACTION } from "./interaction-slice";
import { NOTHING_SELECTED, type Selection } from "./selection-slice";
import { documentOf, traceOfDocument } from "./selectors";
import type { BackflowState, Hand, Interaction } from "./state";

/** What an edit, an undo or a redo changes beside the document: playhead, selection and hand stay on what is still there. */
export function follow(
  state: BackflowState,
  history: BackflowState["history"],
): Partial<BackflowState> {
  const before = documentOf(state);
  const after = history.present;
  const notice = state.notice?.lasts === "until-edit" ? null : state.notice;
  const sample = Math.min(state.sample, after.data.rows - 1);
  if (before.graph === after.graph) return { history, notice, sample };
  return {
    history,
    notice,
    playhead: carryPlayhead(traceOfDocument(before), state.playhead, traceOfDocument(after)),
    selection: stillSelected(state.selection, after.graph),
    interaction: stillMeant(state.interaction, after) ? state.interaction : NO_INTERACTION,
    sample,
    highlight: null,
  };
}

/** What was selected when a document was left, by an edit or an undo. */
const selectedIn = new WeakMap<BackflowDocument, Selection>();

/** Remembers what is selected in the document that an edit or an undo leaves. */
export function rememberSelection(state: BackflowState): void {
  selectedIn.set(documentOf(state), state.selection);
}

/**
 * What an undo or a redo changes: as an edit does, and what was selected in that document is selected again; where nothing
 * was, the nodes that it brings back.
 */
export function revisit(
  state: BackflowState,
  history: BackflowState["history"],
): Partial<BackflowState> {
  rememberSelection(state);
  const known = new Set(documentOf(state).graph.nodes.map(({ id }) => id));
  const back = history.present.graph.nodes.flatMap(({ id }) => (known.has(id) ? [] : id));
  const followed = follow(state, history);
  const selection = history === state.history ? undefined : selectedIn.get(history.present);
  if (selection && !isNothing(selection)) return { ...followed, selection };
  return back.length === 0
    ? followed
    : { ...followed, selection: { kind: "nodes", nodes: new Set(back) } };
}

function isNothing(selection: Selection): boolean {
  return selection.kind === "nodes" && selection.nodes.size === 0;
}

/** What is left of the selection after an edit. */
function stillSelected(selection: Selection, { nodes, wires }: Graph): Selection {
  if (selection.kind === "wire") {
    const wire = wires.find((other) => isSameWire(other, selection.wire));
    return wire ? { kind: "wire", wire } : NOTHING_SELECTED;
  }
  const ids = new Set(nodes.map(({ id }) => id));
  return { kind: "nodes", nodes: new Set([...selection.nodes].filter((node) => ids.has(node))) };
}

/** Does what was begun still mean something after an edit? A search and a menu are about what was there before. */
function stillMeant(interaction: Interaction, after: BackflowDocument): boolean {
  if (interaction.kind === "holding") return stillHeld(interaction.hand, after);
  return interaction.kind !== "searching" && interaction.kind !== "choosing";
}

/** Is what the hand holds still there after an edit? */
function stillHeld(hand: Hand, { graph }: BackflowDocument): boolean {
  if (hand.kind !== "wire") return true;
  const { fixed, replacing } = hand.wire;
  return (
    graph.nodes.some(({ id }) => id === fixed.node) &&
    (replacing === null || graph.wires.some((wire) => isSameWire(wire, replacing)))
  );
}
