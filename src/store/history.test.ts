import { describe, expect, it } from "vitest";
import { type History, recordEdit, redoEdit, startHistory, undoEdit } from "./history";

const RECORD = { kind: "record" } as const;
const drag = (gesture: string) => ({ kind: "merge", gesture }) as const;

/** Snapshots are told apart by identity, as documents are. */
interface Snapshot {
  readonly name: string;
}
const [A, B, C, D] = ["a", "b", "c", "d"].map((name) => ({ name })) as [
  Snapshot,
  Snapshot,
  Snapshot,
  Snapshot,
];

function shown({ past, present, future }: History<Snapshot>): string {
  const names = (list: readonly Snapshot[]) => list.map(({ name }) => name).join("");
  return `${names(past)}[${present.name}]${names(future)}`;
}

describe("the history", () => {
  it("starts with nothing to undo and nothing to redo", () => {
    const history = startHistory(A);
    expect(shown(history)).toBe("[a]");
    expect(undoEdit(history)).toBe(history);
    expect(redoEdit(history)).toBe(history);
  });

  it("goes back and forth through what was recorded", () => {
    let history = startHistory(A);
    for (const next of [B, C, D]) history = recordEdit(history, next, RECORD);
    expect(shown(history)).toBe("abc[d]");
    history = undoEdit(undoEdit(history));
    expect(shown(history)).toBe("a[b]cd");
    expect(shown(redoEdit(history))).toBe("ab[c]d");
    expect(shown(undoEdit(history))).toBe("[a]bcd");
    expect(shown(redoEdit(redoEdit(history)))).toBe("abc[d]");
  });

  it("forgets what was undone when something else is done", () => {
    const undone = undoEdit(recordEdit(startHistory(A), B, RECORD));
    expect(shown(recordEdit(undone, C, RECORD))).toBe("a[c]");
  });

  it("takes the same snapshot for no edit: what was undone stays", () => {
    const undone = undoEdit(recordEdit(startHistory(A), B, RECORD));
    expect(recordEdit(undone, A, RECORD)).toBe(undone);
  });

  it("makes one undo of one gesture, and two of two", () => {
    let history = recordEdit(startHistory(A), B, drag("1"));
    history = recordEdit(history, C, drag("1"));
    expect(shown(history)).toBe("a[c]");
    history = recordEdit(history, D, drag("2"));
    expect(shown(history)).toBe("ac[d]");
    expect(shown(recordEdit(history, B, RECORD))).toBe("acd[b]");
  });

  it("does not merge into a gesture across an edit of its own, an undo or a redo", () => {
    const dragged = recordEdit(startHistory(A), B, drag("1"));
    const edited = recordEdit(dragged, C, RECORD);
    expect(shown(recordEdit(edited, D, drag("1")))).toBe("abc[d]");
    expect(shown(recordEdit(undoEdit(edited), D, drag("1")))).toBe("ab[d]");
    expect(shown(recordEdit(redoEdit(undoEdit(dragged)), D, drag("1")))).toBe("ab[d]");
  });

  it("merges nothing into edits that are recorded one by one", () => {
    const history = recordEdit(recordEdit(startHistory(A), B, RECORD), C, RECORD);
    expect(shown(history)).toBe("ab[c]");
  });

  it("keeps a thousand undos, the latest", () => {
    let history = startHistory({ name: "0" });
    for (let edit = 1; edit <= 1005; edit++) {
      history = recordEdit(history, { name: `${edit}` }, RECORD);
    }
    expect(history.past).toHaveLength(1000);
    expect(history.past[0]?.name).toBe("5");
    expect(history.past.at(-1)?.name).toBe("1004");
  });
});
