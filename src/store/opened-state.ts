import { placeOfNumber } from "@/engine";
import { FIRST_ENTRY } from "@/explain";
import type { BackflowDocument } from "@/graph";
import { presetBySlug, START_PRESET } from "@/presets";
import { startHistory } from "./history";
import { traceOfDocument } from "./selectors";
import type { BackflowState, Origin, SavingState, View } from "./state";

const SAVING_AT_FIRST: { readonly [Kind in Origin["kind"]]: SavingState } = {
  preset: { kind: "preview" },
  link: { kind: "preview" },
  file: { kind: "pending" },
  record: { kind: "saved" },
};

/** How a document is looked at that was never looked at before. */
export const FRESH_VIEW: Omit<View, "step"> = {
  sample: 0,
  viewport: null,
  panel: null,
  selection: [],
};

/** The state just after a document was opened: what of the view no longer fits the document is left out. */
export function stateFor(
  document: BackflowDocument,
  origin: Origin,
  step: number,
  view: Omit<View, "step">,
): BackflowState {
  const { nodes } = document.graph;
  return {
    history: startHistory(document),
    origin,
    saving: SAVING_AT_FIRST[origin.kind],
    place: placeOfNumber(traceOfDocument(document), step),
    playing: false,
    speed: 1,
    showOptional: false,
    sample: Math.max(0, Math.min(document.data.rows - 1, view.sample)),
    statistics: null,
    entry: FIRST_ENTRY,
    selection: new Set(view.selection.filter((id) => nodes.some((node) => node.id === id))),
    selectedWire: null,
    hand: null,
    finder: null,
    menu: null,
    boxSelecting: false,
    paletteOpen: false,
    renamingNode: null,
    spoken: { text: "", turn: 0 },
    highlight: null,
    panel: view.panel,
    // What was never looked at before shows the figures that it has.
    pane: view.pane === undefined && document.figures.length > 0 ? "figures" : (view.pane ?? null),
    csv: null,
    paneEnlarged: false,
    dialog: null,
    legendOpen: true,
    stageOpen: true,
    singleKeys: true,
    cameraFollows: view.viewport === null,
    viewport: view.viewport,
    opened: 0,
    fitRequests: 0,
    notice: null,
    renamingTitle: false,
  };
}

/** The document of the bare address. */
export function startDocument(): BackflowDocument {
  const preset = presetBySlug(START_PRESET);
  if (!preset) throw new Error(`There is no preset "${START_PRESET}" to start with.`);
  return preset.document;
}
