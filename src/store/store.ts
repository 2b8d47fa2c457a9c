import { create } from "zustand";
import { carryPlace, nextPlace, placeOfNumber, planOf, type Trace, traceOf } from "@/engine";
import {
  type BackflowDocument,
  type HealthThresholds,
  type NodeId,
  type NumberAddress,
  type Position,
  withNumber,
  withOutput,
  withPositions,
  withThresholds,
} from "@/graph";
import { presetBySlug, START_PRESET } from "@/presets";
import { type Recording, recordEdit, redoEdit, startHistory, undoEdit } from "./history";
import { motion } from "./motion";
import type { BackflowState, DialogName, Highlight, Notice, Origin, Panel } from "./state";

/** What users can do to the state. `app/` and the components call these; nothing else writes. */
export interface BackflowActions {
  /** Shows another document, as if the page had been opened with it. Step: a numbered step to stand at. */
  open(document: BackflowDocument, origin: Origin, step?: number): void;
  /** The preview has become, or is, an own record. */
  adopt(id: string): void;
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

  select(nodes: ReadonlySet<NodeId>): void;
  setHighlight(highlight: Highlight | null): void;
  setPanel(panel: Panel | null): void;
  setDialog(dialog: DialogName | null): void;
  setLegendOpen(open: boolean): void;
  setCameraFollows(follows: boolean): void;
  requestFit(): void;
  notify(notice: Notice | null): void;
}

export type BackflowStore = BackflowState & BackflowActions;

function stateFor(document: BackflowDocument, origin: Origin, step: number): BackflowState {
  return {
    history: startHistory(document),
    origin,
    place: placeOfNumber(traceOfDocument(document), step),
    playing: false,
    speed: 1,
    showOptional: false,
    sample: 0,
    selection: new Set(),
    highlight: null,
    panel: null,
    dialog: null,
    legendOpen: true,
    cameraFollows: true,
    opened: 0,
    fitRequests: 0,
    notice: null,
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
      sample: Math.min(state.sample, after.graph.batch - 1),
      highlight: null,
    };
  };

  return {
    ...stateFor(startDocument(), { kind: "preset", slug: START_PRESET }, 0),

    open: (document, origin, step = 0) => {
      const { speed, showOptional, legendOpen, opened, fitRequests } = get();
      set({
        ...stateFor(document, origin, step),
        speed,
        showOptional,
        legendOpen,
        opened: opened + 1,
        fitRequests: fitRequests + 1,
      });
    },
    adopt: (id) =>
      set(({ origin }) => ({ origin: { kind: "record", id, preset: presetOf(origin) } })),
    setNumber: (address, value, gesture) =>
      edit(withNumber(documentOf(get()), address, value), { kind: "merge", gesture }),
    moveNodes: (positions, gesture) =>
      edit(withPositions(documentOf(get()), positions), { kind: "merge", gesture }),
    chooseOutput: (node) => edit(withOutput(documentOf(get()), node), { kind: "record" }),
    setThresholds: (thresholds, gesture) =>
      edit(withThresholds(documentOf(get()), thresholds), { kind: "merge", gesture }),
    undo: () => set((state) => follow(state, undoEdit(state.history))),
    redo: () => set((state) => follow(state, redoEdit(state.history))),

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

    select: (selection) => set({ selection }),
    setHighlight: (highlight) => set({ highlight }),
    setPanel: (panel) => set({ panel }),
    setDialog: (dialog) => set({ dialog }),
    setLegendOpen: (legendOpen) => set({ legendOpen }),
    setCameraFollows: (cameraFollows) => set({ cameraFollows }),
    requestFit: () => set((state) => ({ fitRequests: state.fitRequests + 1 })),
    notify: (notice) => set({ notice }),
  };
});
