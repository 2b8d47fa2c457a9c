import { withRowsInserted } from "@/data";
import { type NumberAddress, withTable } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { beginGesture } from "@/ui";

/** One number of the document, and what it is set to. */
export interface NumberChange {
  readonly address: NumberAddress;
  readonly value: number;
}

/** Adds a training row behind the last, like another row but for some numbers. One undo. */
export function addRow(like: number, numbersOf: (row: number) => readonly NumberChange[]): void {
  const document = documentOf(useBackflow.getState());
  const row = document.data.rows - document.data.validation;
  const inserted = withRowsInserted(document.data, row, 1, Math.max(0, Math.min(row - 1, like)));
  const { apply, notify, say, setNumber } = useBackflow.getState();
  if (!inserted.ok) {
    const { problem } = inserted;
    void import("./row-problems").then(
      ({ tableProblemSentence }) =>
        notify({ tone: "error", text: tableProblemSentence(problem), lasts: "until-edit" }),
      () => notify({ tone: "error", text: "The row could not be added.", lasts: "until-edit" }),
    );
    return;
  }
  const gesture = beginGesture("drag").id;
  if (!apply(withTable(document, inserted.value), { gesture })) return;
  for (const { address, value } of numbersOf(row)) setNumber(address, value, gesture);
  say(`Row ${row + 1} added.`);
}
