import type { BackflowDocument, NodeId } from "@/graph";
import type { History } from "./history";

/** Where the document comes from. A preview becomes an own record with its first edit. */
export type Origin =
  | { readonly kind: "preset"; readonly slug: string }
  | { readonly kind: "link" }
  /** Becomes an own record at once. */
  | { readonly kind: "file" }
  /** An own document; `preset` is the one that it was made from, whose story it keeps. */
  | { readonly kind: "record"; readonly id: string; readonly preset: string | null };

export type Panel = "node" | "health";
export type DialogName = "presets" | "share";

/** Something to tell the user, in a sentence, until it is closed. */
export interface Notice {
  readonly tone: "info" | "error";
  readonly text: string;
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
  /** Place in the trace: 0 before the first step, k after the first k. */
  readonly place: number;
  readonly playing: boolean;
  /** Times the ordinary speed. */
  readonly speed: number;
  /** Are the seed and the derivatives of inputs, targets and constants steps of their own? */
  readonly showOptional: boolean;
  /** The sample i that is shown, from 0. */
  readonly sample: number;
  readonly selection: ReadonlySet<NodeId>;
  readonly highlight: Highlight | null;
  readonly panel: Panel | null;
  readonly dialog: DialogName | null;
  readonly legendOpen: boolean;
  /** False from the moment the user moves the camera until the next run from the start. */
  readonly cameraFollows: boolean;
  /** Counts documents that were opened: what is half-typed into one must not land in the next. */
  readonly opened: number;
  /** Counts requests to show the whole graph. */
  readonly fitRequests: number;
  readonly notice: Notice | null;
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
  place: { undone: false, saved: true, shared: true },
  playing: SESSION,
  speed: SESSION,
  showOptional: SESSION,
  sample: RESTORED,
  selection: SESSION,
  highlight: SESSION,
  panel: SESSION,
  dialog: SESSION,
  legendOpen: SESSION,
  cameraFollows: SESSION,
  opened: SESSION,
  fitRequests: SESSION,
  notice: SESSION,
};

type Key = keyof BackflowState;
const KEYS = Object.keys(SCOPES) as Key[];

/** Has anything changed that a record keeps? */
export function isSavedChange(state: BackflowState, previous: BackflowState): boolean {
  return KEYS.some((key) => SCOPES[key].saved && state[key] !== previous[key]);
}
