import { create } from "zustand";
import {
  carryPlace,
  nextPlace,
  numberOfPlace,
  placeOfNumber,
  planOf,
  type Trace,
  traceOf,
} from "@/engine";
import { editProblemSentence } from "@/explain";
import {
  type BackflowDocument,
  type EditProblem,
  type HealthThresholds,
  type NodeId,
  type NumberAddress,
  type Position,
  type Result,
  type Wire,
  withNumber,
  withOutput,
  withPositions,
  withThresholds,
} from "@/graph";
import { presetBySlug, START_PRESET } from "@/presets";
import { type Recording, recordEdit, redoEdit, startHistory, undoEdit } from "./history";
import { motion } from "./motion";
import type {
  BackflowState,
  ContextMenu,
  DialogName,
  Finder,
  Hand,
  Highlight,
  Notice,
  Origin,
  Panel,
  SavingState,
  View,
  Viewport,
} from "./state";

/** What users can do to the state. `app/` and the components call these; nothing else writes. */
export interface BackflowActions {
  /**
   * Shows another document, as if the page had been opened with it. Step: a numbered step to stand at. `view` is how it
   * was looked at before; what of it no longer fits the document is left out.
   */
  open(document: BackflowDocument, origin: Origin, step?: number, view?: Omit<View, "step">): void;
  /** The preview has become an own record, or the record another one. */
  adopt(id: string): void;
  setSaving(saving: SavingState): void;
  /**
   * The gateway of edits of the structure: takes the edited document, or tells the reason why there is none. Edits of
   * one gesture are one undo; `select` names the nodes that are selected afterwards. Did anything change?
   */
  apply(edited: Result<BackflowDocument, EditProblem>, how?: ApplyOptions): boolean;
  setNumber(address: NumberAddress, value: number, gesture: string): void;
  moveNodes(positions: ReadonlyMap<NodeId, Position>, gesture: string): void;
  chooseOutput(node: NodeId | null): void;
  setThresholds(thresholds: HealthThresholds, gesture: string): void;
  undo(): void;
  redo(): void;

  seek(place: number): void;
  step(direction: 1 | -1): void;
  toStart(): void;
  toEnd(): void;
  togglePlaying(): void;
  /** The clock's step while playing: stops at the end. */
  advance(): void;
  setSpeed(speed: number): void;
  setShowOptional(show: boolean): void;
  setSample(sample: number): void;

  /** Selects nodes, and lets go of a selected wire. */
  select(nodes: ReadonlySet<NodeId>): void;
  /** Selects one wire, and lets go of the nodes. */
  selectWire(wire: Wire | null): void;
  setHand(hand: Hand | null): void;
  setFinder(finder: Finder | null): void;
  setMenu(menu: ContextMenu | null): void;
  setBoxSelecting(selecting: boolean): void;
  setPaletteOpen(open: boolean): void;
  setRenamingNode(node: NodeId | null): void;
  /** Tells those who listen instead of look. */
  say(text: string): void;
  setHighlight(highlight: Highlight | null): void;
  setPanel(panel: Panel | null): void;
  setDialog(dialog: DialogName | null): void;
  setLegendOpen(open: boolean): void;
  setSingleKeys(singleKeys: boolean): void;
  setCameraFollows(follows: boolean): void;
  setViewport(viewport: Viewport | null): void;
  requestFit(): void;
  notify(notice: Notice | null): void;
  setRenamingTitle(renaming: boolean): void;
}

export interface ApplyOptions {
  readonly gesture?: string;
  readonly select?: Iterable<NodeId>;
}

export type BackflowStore = BackflowState & BackflowActions;

const SAVING_AT_FIRST: { readonly [Kind in Origin["kind"]]: SavingState } = {
  preset: { kind: "preview" },
  link: { kind: "preview" },
  file: { kind: "pending" },
  record: { kind: "saved" },
};

const FRESH_VIEW: Omit<View, "step"> = { sample: 0, viewport: null, panel: null, selection: [] };

function stateFor(
  document: BackflowDocument,
  origin: Origin,
  step: number,
  view: Omit<View, "step">,
): BackflowState {
  const { nodes, batch } = document.graph;
  return {
    history: startHistory(document),
    origin,
    saving: SAVING_AT_FIRST[origin.kind],
    place: placeOfNumber(traceOfDocument(document), step),
    playing: false,
    speed: 1,
    showOptional: false,
    sample: Math.max(0, Math.min(batch - 1, view.sample)),
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
    dialog: null,
    legendOpen: true,
    singleKeys: true,
    cameraFollows: view.viewport === null,
    viewport: view.viewport,
    opened: 0,
    fitRequests: 0,
    notice: null,
    renamingTitle: false,
  };
}

/** The preset whose story a document has; null where it has none. */
export function presetOf(origin: Origin): string | null {
  if (origin.kind === "preset") return origin.slug;
  return origin.kind === "record" ? origin.preset : null;
}

/** The document that a state shows. */
export function documentOf(state: BackflowState): BackflowDocument {
  return state.history.present;
}

function isSameViewport(one: Viewport | null, other: Viewport | null): boolean {
  if (one === null || other === null) return one === other;
  return one.x === other.x && one.y === other.y && one.zoom === other.zoom;
}

/** How the document of a state is looked at. */
export function viewOf(state: BackflowState): View {
  return {
    step: numberOfPlace(traceOfState(state), state.place),
    sample: state.sample,
    viewport: state.viewport,
    panel: state.panel,
    selection: [...state.selection],
  };
}

/** The trace of the document that a state shows. */
export function traceOfState(state: BackflowState): Trace {
  return traceOfDocument(documentOf(state));
}

function traceOfDocument(document: BackflowDocument): Trace {
  return traceOf(planOf(document.graph));
}

function startDocument(): BackflowDocument {
  const preset = presetBySlug(START_PRESET);
  if (!preset) throw new Error(`There is no preset "${START_PRESET}" to start with.`);
  return preset.document;
}

function isSame(wire: Wire, other: Wire | null): boolean {
  return (
    other !== null &&
    wire.source === other.source &&
    wire.target === other.target &&
    wire.port === other.port
  );
}

/** Is what the hand holds still there after an edit? */
function stillHeld(hand: Hand | null, { graph }: BackflowDocument): boolean {
  if (hand?.kind !== "wire") return true;
  const { fixed, replacing } = hand.wire;
  return (
    graph.nodes.some(({ id }) => id === fixed.node) &&
    (replacing === null || graph.wires.some((wire) => isSame(wire, replacing)))
  );
}

export const useBackflow = create<BackflowStore>()((set, get) => {
  /** The one gateway of edits: records them, and keeps playhead, selection and sample on what is still there. */
  const edit = (next: BackflowDocument, recording: Recording): void => {
    const state = get();
    const history = recordEdit(state.history, next, recording);
    if (history !== state.history) set(follow(state, history));
  };
  const follow = (
    state: BackflowState,
    history: BackflowState["history"],
  ): Partial<BackflowState> => {
    const before = documentOf(state);
    const after = history.present;
    if (before.graph === after.graph) return { history };
    const kept = new Set(after.graph.nodes.map((node) => node.id));
    return {
      history,
      place: carryPlace(traceOfDocument(before), state.place, traceOfDocument(after)),
      selection: new Set([...state.selection].filter((node) => kept.has(node))),
      selectedWire: after.graph.wires.find((wire) => isSame(wire, state.selectedWire)) ?? null,
      hand: stillHeld(state.hand, after) ? state.hand : null,
      finder: null,
      menu: null,
      sample: Math.min(state.sample, after.graph.batch - 1),
      highlight: null,
    };
  };

  return {
    ...stateFor(startDocument(), { kind: "preset", slug: START_PRESET }, 0, FRESH_VIEW),

    open: (document, origin, step = 0, view = FRESH_VIEW) => {
      const { speed, showOptional, legendOpen, singleKeys, paletteOpen, opened, fitRequests } =
        get();
      set({
        ...stateFor(document, origin, step, view),
        speed,
        showOptional,
        legendOpen,
        singleKeys,
        paletteOpen,
        opened: opened + 1,
        fitRequests: fitRequests + 1,
      });
    },
    adopt: (id) =>
      set(({ origin }) => ({
        origin: { kind: "record", id, preset: presetOf(origin), revision: 0 },
      })),
    setSaving: (saving) => set({ saving }),
    apply: (edited, { gesture, select } = {}) => {
      const state = get();
      const before = documentOf(state);
      if (!edited.ok) {
        const text = editProblemSentence(before.graph, edited.problem);
        set({ notice: { tone: "error", text } });
        return false;
      }
      edit(edited.value, gesture === undefined ? { kind: "record" } : { kind: "merge", gesture });
      if (select) get().select(new Set(select));
      return edited.value !== before;
    },
    setNumber: (address, value, gesture) =>
      edit(withNumber(documentOf(get()), address, value), { kind: "merge", gesture }),
    moveNodes: (positions, gesture) =>
      edit(withPositions(documentOf(get()), positions), { kind: "merge", gesture }),
    chooseOutput: (node) => edit(withOutput(documentOf(get()), node), { kind: "record" }),
    setThresholds: (thresholds, gesture) =>
      edit(withThresholds(documentOf(get()), thresholds), { kind: "merge", gesture }),
    undo: () => {
      set((state) => follow(state, undoEdit(state.history)));
      get().say("Undone.");
    },
    redo: () => {
      set((state) => follow(state, redoEdit(state.history)));
      get().say("Redone.");
    },

    seek: (place) =>
      set((state) => ({
        place: Math.max(0, Math.min(traceOfState(state).steps.length, Math.round(place))),
        playing: false,
      })),
    step: (direction) =>
      set((state) => ({
        place: nextPlace(traceOfState(state), state.place, direction, state.showOptional),
        playing: false,
        ...(state.place === 0 ? { cameraFollows: true } : {}),
      })),
    toStart: () => set({ place: 0, playing: false, cameraFollows: true }),
    toEnd: () => set((state) => ({ place: traceOfState(state).steps.length, playing: false })),
    togglePlaying: () =>
      set((state) => {
        if (state.playing) return { playing: false };
        const trace = traceOfState(state);
        if (trace.steps.length === 0) return {};
        const atEnd = state.place >= trace.steps.length;
        // A pulse that was stopped on its way goes on from there.
        if (!atEnd && motion.get().progress < 1) return { playing: true };
        return {
          playing: true,
          place: nextPlace(trace, atEnd ? 0 : state.place, 1, state.showOptional),
          ...(atEnd || state.place === 0 ? { cameraFollows: true } : {}),
        };
      }),
    advance: () =>
      set((state) => {
        const trace = traceOfState(state);
        if (state.place >= trace.steps.length) return { playing: false };
        return { place: nextPlace(trace, state.place, 1, state.showOptional) };
      }),
    setSpeed: (speed) => set({ speed }),
    setShowOptional: (showOptional) => set({ showOptional }),
    setSample: (sample) =>
      set((state) => ({
        sample: Math.max(0, Math.min(documentOf(state).graph.batch - 1, sample)),
      })),

    select: (selection) => set({ selection, selectedWire: null }),
    selectWire: (selectedWire) =>
      set((state) => ({ selectedWire, selection: selectedWire ? new Set() : state.selection })),
    setHand: (hand) => set({ hand }),
    setFinder: (finder) => set({ finder, menu: null }),
    setMenu: (menu) => set({ menu, finder: null }),
    setBoxSelecting: (boxSelecting) => set({ boxSelecting }),
    setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
    setRenamingNode: (renamingNode) => set({ renamingNode }),
    say: (text) => set((state) => ({ spoken: { text, turn: state.spoken.turn + 1 } })),
    setHighlight: (highlight) => set({ highlight }),
    setPanel: (panel) => set({ panel }),
    setDialog: (dialog) => set({ dialog }),
    setLegendOpen: (legendOpen) => set({ legendOpen }),
    setSingleKeys: (singleKeys) => set({ singleKeys }),
    setCameraFollows: (cameraFollows) => set({ cameraFollows }),
    setViewport: (viewport) =>
      set((state) => (isSameViewport(state.viewport, viewport) ? {} : { viewport })),
    requestFit: () => set((state) => ({ fitRequests: state.fitRequests + 1 })),
    notify: (notice) => set({ notice }),
    setRenamingTitle: (renamingTitle) => set({ renamingTitle }),
  };
});
