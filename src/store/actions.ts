import type { Evaluated, Statistics } from "@/engine";
import type { Entry } from "@/explain";
import type {
  Axis,
  BackflowDocument,
  EditProblem,
  HealthThresholds,
  NodeId,
  NumberAddress,
  Position,
  Result,
  Wire,
} from "@/graph";
import type { Retitling } from "./retitling";
import type {
  BackflowState,
  ContextMenu,
  DialogName,
  Hand,
  Highlight,
  NodeSearch,
  Notice,
  Origin,
  Panel,
  PaneTab,
  SavingState,
  View,
  Viewport,
  WeightDrawing,
} from "./state";
import type { TrainingControls } from "./training-session";

/** What users can do to the state. `app/` and the components call these; nothing else writes. */
export interface BackflowActions {
  /**
   * Shows another document, as if the page had been opened with it; `view` is how it was looked at before. What of that no
   * longer fits the document is left out, and what it does not say is as at first.
   */
  open(document: BackflowDocument, origin: Origin, view?: Partial<View>): void;
  /** The preview has become an own record, or the record another one, which may be a copy with a title of its own. */
  adopt(id: string, retitle?: Retitling): void;
  setSaving(saving: SavingState): void;
  /**
   * The gateway of edits of the structure: takes the edited document, or tells the reason why there is none. Edits of
   * one gesture are one undo; `select` names the nodes that are selected afterwards. Did anything change?
   */
  apply(edited: Result<BackflowDocument, EditProblem>, how?: ApplyOptions): boolean;
  setNumber(address: NumberAddress, value: number, gesture: string): void;
  moveNodes(positions: ReadonlyMap<NodeId, Position>, gesture: string): void;
  setThresholds(thresholds: HealthThresholds, gesture: string): void;
  undo(): void;
  redo(): void;

  seek(playhead: number): void;
  step(direction: 1 | -1): void;
  toStart(): void;
  toEnd(): void;
  togglePlaying(): void;
  /** The clock's step while playing: stops at the end. */
  advance(): void;
  setSpeed(speed: number): void;
  setShowOptional(show: boolean): void;
  setSample(sample: number): void;
  /** Takes over what was computed over all training rows of a document. */
  setStatistics(of: Evaluated, statistics: Statistics): void;
  setEntry(entry: Entry): void;
  /** Hands the keys of the run to what drives the training; null takes them back. */
  setTrainer(trainer: TrainingControls | null): void;

  /** Selects nodes, those of a folded group all together, and lets go of a selected wire. */
  select(nodes: ReadonlySet<NodeId>): void;
  /** Selects one wire, and lets go of the nodes. */
  selectWire(wire: Wire): void;
  setHand(hand: Hand | null): void;
  setNodeSearch(search: NodeSearch | null): void;
  setMenu(menu: ContextMenu | null): void;
  setBoxSelecting(selecting: boolean): void;
  setPaletteOpen(open: boolean): void;
  setRenamingNode(node: NodeId | null): void;
  setSizingNode(node: NodeId | null): void;
  /** Tells those who listen instead of look. */
  say(text: string): void;
  setHighlight(highlight: Highlight | null): void;
  setPanel(panel: Panel | null): void;
  /** Opens the pane beside the canvas, or closes it. */
  setPane(pane: PaneTab | null): void;
  setPaneEnlarged(enlarged: boolean): void;
  setFramed(framed: Axis | null): void;
  setPointed(pointed: NodeId | null): void;
  setCsv(csv: string | null): void;
  setDrawing(drawing: WeightDrawing): void;
  setDialog(dialog: DialogName | null): void;
  setLegendOpen(open: boolean): void;
  setStageOpen(open: boolean): void;
  setSingleKeys(singleKeys: boolean): void;
  setCameraFollows(follows: boolean): void;
  setViewport(viewport: Viewport | null): void;
  requestFit(): void;
  /** Counts the nodes that are not whole in view. */
  setNodesBeyond(count: number): void;
  notify(notice: Notice | null): void;
  warn(warning: Notice | null): void;
  setRenamingTitle(renaming: boolean): void;
  /** Begins to write the text of a note, or, for null, ends it. */
  setWritingNote(note: string | null): void;
}

/** `gesture`: edits of one gesture that follow each other are one undo. `select`: the nodes that are selected then. */
export interface ApplyOptions {
  readonly gesture?: string;
  readonly select?: Iterable<NodeId>;
}

export type BackflowStore = BackflowState & BackflowActions;
