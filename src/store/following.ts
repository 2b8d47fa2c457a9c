import { carryPlayhead } from "@/engine";
import type { BackflowDocument, Wire } from "@/graph";
import { NO_INTERACTION } from "./interaction-slice";
import { documentOf, traceOfDocument } from "./selectors";
import type { BackflowState, Hand, Interaction } from "./state";

/** What an edit, an undo or a redo changes beside the document: playhead, selection and hand stay on what is still there. */
export function follow(
  state: BackflowState,
  history: BackflowState["history"],
): Partial<BackflowState> {
  const before = documentOf(state);
  const after = history.present;
  const notice = state.notice?.untilEdit ? null : state.notice;
  const sample = Math.min(state.sample, after.data.rows - 1);
  if (before.graph === after.graph) return { history, notice, sample };
  const kept = new Set(after.graph.nodes.map((node) => node.id));
  return {
    history,
    notice,
    playhead: carryPlayhead(traceOfDocument(before), state.playhead, traceOfDocument(after)),
    selection: new Set([...state.selection].filter((node) => kept.has(node))),
    selectedWire: after.graph.wires.find((wire) => isSame(wire, state.selectedWire)) ?? null,
    interaction: stillMeant(state.interaction, after) ? state.interaction : NO_INTERACTION,
    sample,
    highlight: null,
  };
}

type Selected = Pick<BackflowState, "selection" | "selectedWire">;

/** What was selected when a document was left, by an edit or an undo. */
const selectedIn = new WeakMap<BackflowDocument, Selected>();

/** Remembers what is selected in the document that an edit or an undo leaves. */
export function rememberSelection(state: BackflowState): void {
  const { selection, selectedWire } = state;
  selectedIn.set(documentOf(state), { selection, selectedWire });
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
  const before = history === state.history ? undefined : selectedIn.get(history.present);
  if (before && (before.selection.size > 0 || before.selectedWire))
    return { ...followed, ...before };
  return back.length === 0
    ? followed
    : { ...followed, selection: new Set(back), selectedWire: null };
}

function isSame(wire: Wire, other: Wire | null): boolean {
  return (
    other !== null &&
    wire.source === other.source &&
    wire.target === other.target &&
    wire.port === other.port
  );
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
    (replacing === null || graph.wires.some((wire) => isSame(wire, replacing)))
  );
}
