import { create } from "zustand";
import { nextPlayhead } from "@/engine";
import { editProblemSentence, pauseText } from "@/explain";
import {
  asOrdinary,
  type BackflowDocument,
  type NodeGroup,
  type NodeId,
  nodesInGroup,
  shownGroups,
  withNumber,
  withPositions,
  withThresholds,
} from "@/graph";
import { START_PRESET } from "@/presets";
import type { BackflowStore } from "./actions";
import { follow, rememberSelection, revisit } from "./following";
import { frameOf } from "./frame";
import { type Recording, recordEdit, redoEdit, undoEdit } from "./history";
import { type Interaction, NO_INTERACTION } from "./interaction-slice";
import { motion } from "./motion";
import { startDocument } from "./opened-state";
import type { Notice } from "./page-slice";
import { pauseBetween } from "./pausing";
import { documentOf, presetOf, traceOfState } from "./selectors";
import { stateAtOpening, type Viewport } from "./state";

function isSameViewport(one: Viewport | null, other: Viewport | null): boolean {
  if (one === null || other === null) return one === other;
  return one.x === other.x && one.y === other.y && one.zoom === other.zoom;
}

/** Nodes with all others of the folded groups that they are in: those are drawn as one. */
function withFoldedGroups(
  nodes: ReadonlySet<NodeId>,
  groups: readonly NodeGroup[],
): ReadonlySet<NodeId> {
  const others = shownGroups(groups).flatMap((group) => {
    const own = group.folded ? nodesInGroup(groups, group) : [];
    return own.some((id) => nodes.has(id)) ? own : [];
  });
  return others.length === 0 ? nodes : new Set([...nodes, ...others]);
}

/** The state of the page, and the only code that writes it. */
export const useBackflow = create<BackflowStore>()((set, get) => {
  /** The one gateway of edits: records them, and keeps playhead, selection and sample on what is still there. */
  const edit = (edited: BackflowDocument, recording: Recording): void => {
    const state = get();
    const next = asOrdinary(documentOf(state), edited);
    const history = recordEdit(state.history, next, recording);
    if (history === state.history) return;
    rememberSelection(state);
    set(follow(state, history));
  };

  /** Says why the run has paused, until its next step: then it is no news any more. */
  let untilStep: Notice | null = null;

  /** Goes on to a later step, or to the first before it at which the run has to pause; then it says why. */
  const goOn = (from: number, to: number, playing: boolean): void => {
    const state = get();
    const pause = pauseBetween(frameOf(state), from, to);
    const text = pause && `Paused: ${pauseText(documentOf(state), pause.condition)}.`;
    const wasPaused = state.notice !== null && state.notice === untilStep;
    untilStep = text === null ? null : { tone: "info", text };
    set({
      playhead: pause?.playhead ?? to,
      playing: playing && !pause,
      ...(untilStep || wasPaused ? { notice: untilStep } : {}),
      ...(from === 0 ? { cameraFollows: true } : {}),
    });
  };

  const begin = (interaction: Interaction): void => set({ interaction });
  const end = (kind: Interaction["kind"]): void =>
    set(({ interaction }) => (interaction.kind === kind ? { interaction: NO_INTERACTION } : {}));

  return {
    ...stateAtOpening(startDocument(), { kind: "preset", slug: START_PRESET }, {}, null),

    open: (document, origin, view = {}) =>
      set((state) => {
        const next = stateAtOpening(document, origin, view, state);
        return {
          ...next,
          // Beside a pane the canvas is narrow.
          legendOpen: state.legendOpen && next.pane === null,
          opened: state.opened + 1,
          spoken: {
            text: `${document.title === "" ? "A graph without a title" : `“${document.title}”`} is open.`,
            turn: state.spoken.turn + 1,
          },
          fitRequests: state.fitRequests + 1,
        };
      }),
    adopt: (id, retitle) =>
      set(({ origin, history }) => ({
        origin: { kind: "record", id, preset: presetOf(origin), revision: 0 },
        history: retitle ? retitle(history) : history,
      })),
    setSaving: (saving) => set({ saving }),
    apply: (edited, { gesture, select } = {}) => {
      const state = get();
      const before = documentOf(state);
      if (!edited.ok) {
        const text = editProblemSentence(before.graph, edited.problem);
        set({ notice: { tone: "error", text, lasts: "until-edit" } });
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
    setThresholds: (thresholds, gesture) =>
      edit(withThresholds(documentOf(get()), thresholds), { kind: "merge", gesture }),
    undo: () => {
      set((state) => revisit(state, undoEdit(state.history)));
      get().say("Undone.");
    },
    redo: () => {
      set((state) => revisit(state, redoEdit(state.history)));
      get().say("Redone.");
    },

    seek: (playhead) =>
      set((state) => ({
        playhead: Math.max(0, Math.min(traceOfState(state).steps.length, Math.round(playhead))),
        playing: false,
      })),
    step: (direction) => {
      const { playhead, showOptional } = get();
      const next = nextPlayhead(traceOfState(get()), playhead, direction, showOptional);
      if (direction === 1) goOn(playhead, next, false);
      else set({ playhead: next, playing: false });
    },
    toStart: () => set({ playhead: 0, playing: false, cameraFollows: true }),
    toEnd: () => set((state) => ({ playhead: traceOfState(state).steps.length, playing: false })),
    togglePlaying: () => {
      const state = get();
      const trace = traceOfState(state);
      if (state.playing) set({ playing: false });
      if (state.playing || trace.steps.length === 0) return;
      const atEnd = state.playhead >= trace.steps.length;
      const from = atEnd ? 0 : state.playhead;
      // A pulse that was stopped on its way goes on from there.
      if (!atEnd && motion.get().progress < 1) {
        set({ playing: true });
        return;
      }
      goOn(from, nextPlayhead(trace, from, 1, state.showOptional), true);
    },
    advance: () => {
      const { playhead, playing, showOptional } = get();
      const trace = traceOfState(get());
      if (playhead >= trace.steps.length) set({ playing: false });
      else goOn(playhead, nextPlayhead(trace, playhead, 1, showOptional), playing);
    },
    setSpeed: (speed) => set({ speed }),
    setShowOptional: (showOptional) => set({ showOptional }),
    setSample: (sample) =>
      set((state) => ({
        sample: Math.max(0, Math.min(documentOf(state).data.rows - 1, sample)),
      })),
    setStatistics: (of, statistics) => set({ statistics: { of, statistics } }),
    setEntry: (entry) => set({ entry }),
    setTrainer: (trainer) => set({ trainer }),

    select: (nodes) =>
      set((state) => ({
        selection: { kind: "nodes", nodes: withFoldedGroups(nodes, documentOf(state).groups) },
      })),
    selectWire: (wire) => set({ selection: { kind: "wire", wire } }),
    setHand: (hand) => (hand ? begin({ kind: "holding", hand }) : end("holding")),
    setNodeSearch: (search) => (search ? begin({ kind: "searching", search }) : end("searching")),
    setMenu: (menu) => (menu ? begin({ kind: "choosing", menu }) : end("choosing")),
    setBoxSelecting: (selecting) =>
      selecting ? begin({ kind: "box-selecting" }) : end("box-selecting"),
    setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
    setRenamingNode: (node) =>
      node === null ? end("renaming-node") : begin({ kind: "renaming-node", node }),
    setSizingNode: (node) =>
      node === null ? end("sizing-node") : begin({ kind: "sizing-node", node }),
    say: (text) => set((state) => ({ spoken: { text, turn: state.spoken.turn + 1 } })),
    setHighlight: (highlight) => set({ highlight }),
    setPanel: (panel) => set({ panel }),
    // Beside a pane the canvas is narrow: the legend folds to its word.
    setPane: (pane) =>
      set(pane === null ? { pane, paneEnlarged: false } : { pane, legendOpen: false }),
    setFramed: (framed) => set({ framed }),
    setPointed: (pointed) => set({ pointed }),
    setPaneEnlarged: (paneEnlarged) => set({ paneEnlarged }),
    setCsv: (csv) => set({ csv }),
    setDrawing: (drawing) => set({ drawing }),
    setDialog: (dialog) => set({ dialog }),
    setLegendOpen: (legendOpen) => set({ legendOpen }),
    setStageOpen: (stageOpen) => set({ stageOpen }),
    setSingleKeys: (singleKeys) => set({ singleKeys }),
    setCameraFollows: (cameraFollows) => set({ cameraFollows }),
    setViewport: (viewport) =>
      set((state) => (isSameViewport(state.viewport, viewport) ? {} : { viewport })),
    setNodesBeyond: (nodesBeyond) => set({ nodesBeyond }),
    requestFit: () => set((state) => ({ fitRequests: state.fitRequests + 1 })),
    notify: (notice) => set({ notice }),
    warn: (warning) => set({ warning }),
    setRenamingTitle: (renaming) =>
      renaming ? begin({ kind: "renaming-title" }) : end("renaming-title"),
    setWritingNote: (note) =>
      note === null ? end("writing-note") : begin({ kind: "writing-note", note }),
  };
});
