import type { Evaluated, Statistics } from "@/engine";
import type { Entry } from "@/explain";
import type { BackflowDocument, NodeId, Position, Wire, WireInHand } from "@/graph";
import type { OpId } from "@/ops";
import type { History } from "./history";

/** Where the document comes from. A preview becomes an own record with its first edit. */
export type Origin =
  | { readonly kind: "preset"; readonly slug: string }
  | { readonly kind: "link" }
  /** Becomes an own record at once. */
  | { readonly kind: "file" }
  /** An own document; `preset` is the one that it was made from, whose story it keeps. */
  | {
      readonly kind: "record";
      readonly id: string;
      readonly preset: string | null;
      /** The revision that was opened; 0 for one that is not stored yet. */
      readonly revision: number;
    };

/** Where the work stands on its way into storage. */
export type SavingState =
  /** Nothing of one's own yet. */
  | { readonly kind: "preview" }
  | { readonly kind: "pending" }
  /** The transaction is complete. */
  | { readonly kind: "saved" }
  /** `reason` is a sentence that says what to do. */
  | { readonly kind: "failed"; readonly reason: string };

/** Where the canvas is looked at: its offset in pixels and its zoom. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** How a document is looked at: kept with it and restored, neither undone nor shared. */
export interface View {
  /** Numbered step of the playhead; 0 for before the first. */
  readonly step: number;
  readonly sample: number;
  readonly viewport: Viewport | null;
  readonly panel: Panel | null;
  /** Left out by views of before there was a pane. */
  readonly pane?: PaneTab | null;
  readonly selection: readonly NodeId[];
}

export type Panel = "node" | "health";
/** What the pane beside the canvas can show, one at a time. */
export const PANE_TABS = ["figures", "data", "training", "network"] as const;
export type PaneTab = (typeof PANE_TABS)[number];
export type DialogName = "presets" | "share" | "shortcuts" | "documents";

/** Something to tell the user, in a sentence, until it is closed. */
export interface Notice {
  readonly tone: "info" | "error";
  readonly text: string;
  /** What can be done about it while it stands, such as Undo. It closes the notice. */
  readonly action?: { readonly label: string; readonly perform: () => void };
  /** It is true, or can be undone, whatever is opened next. */
  readonly outlastsDocument?: boolean;
  /** A refusal, which is no news any more once something else is done. */
  readonly untilEdit?: boolean;
}

/** What the pointer holds between two clicks or taps, until it is put somewhere. */
export type Hand =
  /** Taken from the palette: the next click on the canvas puts a node there. */
  | { readonly kind: "op"; readonly op: OpId }
  /** Begun at one port: the next click on another port ends it there. */
  | { readonly kind: "wire"; readonly wire: WireInHand };

/**
 * The search for an op or a node, and what it was opened for. `anchor` is where its box stands, in pixels of the window;
 * null: at what it is about. `position` is where a new node goes, in canvas units.
 */
export type Finder =
  | {
      readonly kind: "add";
      readonly anchor: Position | null;
      /** null: beside `node`. */
      readonly position: Position | null;
      /** What the new node is wired with where it fits. */
      readonly node: NodeId | null;
    }
  | {
      readonly kind: "connect";
      readonly anchor: Position | null;
      /** Where the wire was let go; null: beside the node that it comes from. */
      readonly position: Position | null;
      readonly wire: WireInHand;
    }
  | {
      readonly kind: "insert";
      readonly anchor: Position | null;
      readonly position: Position;
      readonly wire: Wire;
    }
  | { readonly kind: "swap"; readonly anchor: Position | null; readonly node: NodeId };

/** A menu of what can be done with something. `anchor` in pixels of the window; null: at what it is about. */
export interface ContextMenu {
  readonly target:
    | { readonly kind: "node"; readonly node: NodeId }
    | { readonly kind: "wire"; readonly wire: Wire }
    /** `position` in canvas units: where something new goes. */
    | { readonly kind: "canvas"; readonly position: Position };
  readonly anchor: Position | null;
}

/** A sentence for screen readers; `turn` makes the same words news again. */
export interface Spoken {
  readonly text: string;
  readonly turn: number;
}

/** What is lit while the pointer or the focus rests on a factor or a finding. */
export interface Highlight {
  readonly nodes: ReadonlySet<NodeId>;
  /** Places in `graph.wires`. */
  readonly wires: ReadonlySet<number>;
}

/** Everything that may change. */
export interface BackflowState {
  readonly history: History<BackflowDocument>;
  readonly origin: Origin;
  readonly saving: SavingState;
  /** Place in the trace: 0 before the first step, k after the first k. */
  readonly place: number;
  readonly playing: boolean;
  /** Times the ordinary speed. */
  readonly speed: number;
  /** Are the seed and the derivatives of inputs, targets and constants steps of their own? */
  readonly showOptional: boolean;
  /** The sample i that is shown, from 0. */
  readonly sample: number;
  /** What was computed in slices over all training rows, and of what: it may be of a document that is past. */
  readonly statistics: { readonly of: Evaluated; readonly statistics: Statistics } | null;
  /** Which of the numbers of a step the stage shows, where it has several: kept from step to step. */
  readonly entry: Entry;
  readonly selection: ReadonlySet<NodeId>;
  readonly selectedWire: Wire | null;
  readonly hand: Hand | null;
  readonly finder: Finder | null;
  readonly menu: ContextMenu | null;
  /** Does dragging on the canvas select instead of moving the view? */
  readonly boxSelecting: boolean;
  readonly paletteOpen: boolean;
  /** The node whose symbol is to be edited in its details. */
  readonly renamingNode: NodeId | null;
  readonly spoken: Spoken;
  readonly highlight: Highlight | null;
  readonly panel: Panel | null;
  /** What stands beside the canvas, and not on it. */
  readonly pane: PaneTab | null;
  /** A CSV on its way into the table, as text; null where none is. */
  readonly csv: string | null;
  /** Has the pane half the page? */
  readonly paneEnlarged: boolean;
  readonly dialog: DialogName | null;
  readonly legendOpen: boolean;
  /** Is the step explained on the stage, above what plays the run? */
  readonly stageOpen: boolean;
  /** Do keys without Ctrl or Alt do anything? Who speaks to the computer may want them off. */
  readonly singleKeys: boolean;
  /** False from the moment the user moves the camera until the next run from the start. */
  readonly cameraFollows: boolean;
  /** Where the user has moved the camera to; null while it shows what it chooses, the whole graph first. */
  readonly viewport: Viewport | null;
  /** Counts documents that were opened: what is half-typed into one must not land in the next. */
  readonly opened: number;
  /** Counts requests to show the whole graph. */
  readonly fitRequests: number;
  readonly notice: Notice | null;
  /** Is the title being edited? */
  readonly renamingTitle: boolean;
}

interface Scope {
  /** Undo and redo restore it. */
  readonly undone: boolean;
  /** Kept in the document's record. */
  readonly saved: boolean;
  /** Travels in a link. */
  readonly shared: boolean;
}

const DOCUMENT: Scope = { undone: true, saved: true, shared: true };
const RESTORED: Scope = { undone: false, saved: true, shared: false };
const SESSION: Scope = { undone: false, saved: false, shared: false };

/** What becomes of every part of the state: the one place that says what undo restores and what a link carries. */
export const SCOPES: { readonly [Key in keyof BackflowState]: Scope } = {
  history: DOCUMENT,
  origin: SESSION,
  saving: SESSION,
  place: { undone: false, saved: true, shared: true },
  playing: SESSION,
  speed: SESSION,
  showOptional: SESSION,
  sample: RESTORED,
  statistics: SESSION,
  entry: SESSION,
  selection: RESTORED,
  selectedWire: SESSION,
  hand: SESSION,
  finder: SESSION,
  menu: SESSION,
  boxSelecting: SESSION,
  paletteOpen: SESSION,
  renamingNode: SESSION,
  spoken: SESSION,
  highlight: SESSION,
  panel: RESTORED,
  pane: RESTORED,
  csv: SESSION,
  paneEnlarged: SESSION,
  dialog: SESSION,
  legendOpen: SESSION,
  stageOpen: SESSION,
  singleKeys: SESSION,
  cameraFollows: SESSION,
  viewport: RESTORED,
  opened: SESSION,
  fitRequests: SESSION,
  notice: SESSION,
  renamingTitle: SESSION,
};

type Key = keyof BackflowState;
const KEYS = Object.keys(SCOPES) as Key[];

/** Has anything changed that a record keeps? */
export function isSavedChange(state: BackflowState, previous: BackflowState): boolean {
  return KEYS.some((key) => SCOPES[key].saved && state[key] !== previous[key]);
}
