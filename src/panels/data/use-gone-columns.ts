import { type RefObject, useEffect, useRef } from "react";
import { useBackflow } from "@/store";
import { isSameUnit, type TableColumn } from "./table-columns";

/**
 * Tells, beside the table, that a column went with its input or target, and what was being typed into it: nothing goes
 * without a word. An undo or another document takes columns too, and speaks for itself.
 */
export function useGoneColumns(
  columns: readonly TableColumn[],
  edited: TableColumn | null,
  draft: RefObject<string>,
  onGone: (sentence: string) => void,
): void {
  const opened = useBackflow((state) => state.opened);
  const isUndone = useBackflow((state) => state.history.future.length > 0);
  const before = useRef({ columns, opened });
  useEffect(() => {
    const { columns: former, opened: formerly } = before.current;
    before.current = { columns, opened };
    if (former === columns || formerly !== opened) return;
    const gone = former.filter((one) => !columns.some((other) => isSameUnit(one, other)));
    if (gone.length === 0) return;
    const typed = edited && gone.some((one) => isSameUnit(one, edited)) ? draft.current : "";
    if (isUndone && typed === "") return;
    onGone(goneSentence(gone, typed));
  });
}

function goneSentence(gone: readonly TableColumn[], typed: string): string {
  const isOne = gone.length === 1;
  const names =
    gone.length > 3 ? `${gone.length} columns` : gone.map(({ text }) => text).join(", ");
  const went = isOne
    ? `The column ${names} went with its node.`
    : `${names} went with their nodes.`;
  const kept = typed === "" ? "" : ` “${typed}”, which was being typed there, was not entered.`;
  return `${went}${kept} Undo brings ${isOne ? "its" : "their"} numbers back.`;
}
