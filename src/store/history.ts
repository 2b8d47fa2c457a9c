/** Snapshots under structural sharing: an entry costs what its edit changed. */
export interface History<Snapshot> {
  readonly past: readonly Snapshot[];
  readonly present: Snapshot;
  readonly future: readonly Snapshot[];
  /** The gesture that made `present`, while further edits of it merge; null when closed. */
  readonly gesture: string | null;
}

/** How an edit enters the history. */
export type Recording =
  /** One undo of its own. */
  | { readonly kind: "record" }
  /** All edits of one gesture, such as a drag, are one undo. */
  | { readonly kind: "merge"; readonly gesture: string };

/** Undo steps that are kept. */
const LIMIT = 1000;

/** A history of one snapshot. */
export function startHistory<Snapshot>(present: Snapshot): History<Snapshot> {
  return { past: [], present, future: [], gesture: null };
}

/** Adds an edit. The same snapshot again changes nothing. */
export function recordEdit<Snapshot>(
  history: History<Snapshot>,
  next: Snapshot,
  recording: Recording,
): History<Snapshot> {
  if (next === history.present) return history;
  const gesture = recording.kind === "merge" ? recording.gesture : null;
  if (gesture !== null && gesture === history.gesture)
    return { ...history, present: next, future: [] };
  const past = [...history.past, history.present].slice(-LIMIT);
  return { past, present: next, future: [], gesture };
}

/** One step back; the same history where there is none. */
export function undoEdit<Snapshot>(history: History<Snapshot>): History<Snapshot> {
  const previous = history.past[history.past.length - 1];
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

/** One step forth again; the same history where there is none. */
export function redoEdit<Snapshot>(history: History<Snapshot>): History<Snapshot> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, gesture: null };
}
