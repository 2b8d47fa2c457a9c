import type { Axis, InitialisationId, NodeId } from "@/graph";
import { keptKey, pageKey, passingKey } from "./state-key";

/** What the drawer beside the canvas shows. */
export type Panel = "node" | "health";
/** What the pane beside the canvas can show, one at a time: its tabs, in their order, by the words on them. */
export const PANE_NAMES = {
  figures: "Figures",
  data: "Data",
  training: "Training",
  network: "Network",
} as const;
export type PaneTab = keyof typeof PANE_NAMES;
/** All of them, in their order. */
export const PANE_TABS = Object.keys(PANE_NAMES) as readonly PaneTab[];
/** An initialisation and the seed that its numbers follow from. */
export interface WeightDrawing {
  readonly initialisation: InitialisationId;
  readonly seed: number;
}
/** The dialogs, of which one is open at most. */
export type DialogName = "presets" | "share" | "shortcuts" | "documents" | "everything";

const PANELS: readonly unknown[] = ["node", "health", null] satisfies readonly (Panel | null)[];
const PANES: readonly unknown[] = [...PANE_TABS, null];

/** Something to tell the user, in a sentence, until it is closed. */
export interface Notice {
  readonly tone: "info" | "error";
  readonly text: string;
  /** What can be done about it while it stands, such as Undo. It closes the notice. */
  readonly action?: { readonly label: string; readonly perform: () => void };
  /**
   * How long it stands unless it is closed: until an edit, as a refusal does, which is no news any more then; or also when
   * another document is opened, where it is still true or can be undone. Left out: until another document is opened.
   */
  readonly lasts?: "until-edit" | "beyond-document";
}

/** A sentence for screen readers; `turn` makes the same words news again. */
export interface Spoken {
  readonly text: string;
  readonly turn: number;
}

/** What stands around the canvas, and what the page says. */
export const pageSlice = {
  panel: keptKey({
    name: "panel",
    shared: false,
    write: (panel: Panel | null) => panel,
    isKept: (found) => PANELS.includes(found),
    read: (panel = null) => panel,
  }),
  /** What stands beside the canvas, and not on it. */
  pane: keptKey({
    name: "pane",
    shared: false,
    write: (pane: PaneTab | null) => pane,
    isKept: (found) => PANES.includes(found),
    // A document that is opened for the first time shows its figures, where it has any.
    read: (pane, { figures }) =>
      pane ?? (pane === undefined && figures.length > 0 ? "figures" : null),
  }),
  /** Has the pane half the page? */
  paneEnlarged: passingKey<boolean>(false),
  /** The number whose derivative is the slope that a figure tells: it stands in the same frame on the canvas. */
  framed: passingKey<Axis | null>(null),
  /** The node that the mouse is on: a map shows it large. */
  pointed: passingKey<NodeId | null>(null),
  /** A CSV on its way into the table, as text. */
  csv: passingKey<string | null>(null),
  /** How first weights are drawn next. */
  drawing: pageKey<WeightDrawing>({ initialisation: "kaiming-uniform", seed: 1 }),
  dialog: passingKey<DialogName | null>(null),
  legendOpen: pageKey<boolean>(true),
  /** Is the step explained on the stage, above what plays the run? */
  stageOpen: pageKey<boolean>(true),
  /** Do keys without Ctrl or Alt do anything? Who speaks to the computer may want them off. */
  singleKeys: pageKey<boolean>(true),
  /** What was just done, or refused. */
  notice: passingKey<Notice | null>(null),
  /** That work is not kept right now, whatever else is told meanwhile. */
  warning: pageKey<Notice | null>(null),
  spoken: passingKey<Spoken>({ text: "", turn: 0 }),
  /** Counts documents that were opened: what is half-typed into one must not land in the next. */
  opened: pageKey<number>(0),
};
