import type { BackflowDocument } from "@/graph";
import { cameraSlice } from "./camera-slice";
import { documentSlice } from "./document-slice";
import { interactionSlice } from "./interaction-slice";
import type { Origin } from "./origin";
import { pageSlice } from "./page-slice";
import { runSlice } from "./run-slice";
import { selectionSlice } from "./selection-slice";
import { isKeptChange, isViewFor, valuesAtOpening, viewIn } from "./state-key";

export type { Viewport } from "./camera-slice";
export type { SavingState } from "./document-slice";
export {
  type ContextMenu,
  type Hand,
  handOf,
  type Interaction,
  isSizing,
  menuOf,
  type NodeSearch,
  nodeSearchOf,
} from "./interaction-slice";
export type { Origin } from "./origin";
export {
  type DialogName,
  type Notice,
  PANE_NAMES,
  PANE_TABS,
  type Panel,
  type PaneTab,
  type WeightDrawing,
} from "./page-slice";
export {
  type Highlight,
  selectedNodes,
  selectedWire,
} from "./selection-slice";

/** Everything that may change: what it is at first, and what becomes of it when a document is opened, kept and shared. */
const KEYS = {
  ...documentSlice,
  ...runSlice,
  ...selectionSlice,
  ...interactionSlice,
  ...cameraSlice,
  ...pageSlice,
};
type Keys = typeof KEYS;

/** What may change: each key of the slices, with its value. */
export type BackflowState = {
  readonly [Key in keyof Keys]: ReturnType<Keys[Key]["first"]>;
};

type KeysOfScope<Scope> = {
  [Key in keyof Keys]: Keys[Key]["scope"] extends Scope ? Key : never;
}[keyof Keys];
type KeptKeys = KeysOfScope<"kept">;

/** How a document is looked at: kept with it and restored, neither undone nor, but for step and sample, shared. */
export type View = {
  readonly [Key in KeptKeys as Keys[Key]["keeping"]["name"]]: ReturnType<
    Keys[Key]["keeping"]["write"]
  >;
};

/** The state once a document is opened as a view says; `before`: the one so far, of which the page keeps its part. */
export function stateAtOpening(
  document: BackflowDocument,
  origin: Origin,
  view: Partial<View>,
  before: BackflowState | null,
): BackflowState {
  const opening = { document, origin, hasViewport: (view.viewport ?? null) !== null };
  return valuesAtOpening(KEYS, opening, view, before) as BackflowState;
}

/** How the document of a state is looked at: the value of each kept key, as its record holds it. */
export function viewOf(state: BackflowState): View {
  return viewIn(KEYS, state, state.history.present) as View;
}

/** What of that travels in a link: the values of the shared keys. */
export function sharedViewOf(state: BackflowState): Pick<View, "step" | "sample"> {
  return viewIn(KEYS, state, state.history.present, "shared") as Pick<View, "step" | "sample">;
}

/** Is what was found in the storage of a browser a view? */
export function isView(found: unknown): found is View {
  return isViewFor(KEYS, found);
}

/** Has anything changed that a record keeps? */
export function isSavedChange(state: BackflowState, previous: BackflowState): boolean {
  return state.history !== previous.history || isKeptChange(KEYS, state, previous);
}
