import { useRef, useState } from "react";
import { allDigits } from "@/ui";
import { isSameUnit, type TableColumn } from "./table-columns";
import { useGoneColumns } from "./use-gone-columns";

/** A number of the table that is being typed. */
interface EditedCell {
  readonly column: TableColumn;
  /** What stands in its field at first. */
  readonly start: string;
  /** Was typing what opened it? */
  readonly isTyped: boolean;
}

/** Which number of the table is being typed, in the row with the focus. */
export interface CellEditing {
  /** null: none. */
  readonly edited: EditedCell | null;
  /** The index of its column by now; null where none is typed. */
  readonly column: number | null;
  /** Opens the field of a number, with what was typed so far; null: with the number itself, selected. */
  begin(column: TableColumn, value: number, typed: string | null): void;
  /** Notes what stands in the field. */
  type(text: string): void;
  end(): void;
}

/**
 * A number that is being typed stays that of its unit, whatever goes beside it. Where its column goes, that and what was
 * typed is told.
 */
export function useCellEditing(
  columns: readonly TableColumn[],
  onTell: (sentence: string) => void,
): CellEditing {
  const [edited, setEdited] = useState<EditedCell | null>(null);
  const draft = useRef("");
  const found = edited ? columns.findIndex((one) => isSameUnit(one, edited.column)) : -1;
  const column = found >= 0 ? found : null;
  useGoneColumns(columns, edited?.column ?? null, draft, (sentence) => {
    if (column === null) setEdited(null);
    onTell(sentence);
  });
  return {
    edited,
    column,
    begin: (unit, value, typed) => {
      draft.current = typed ?? "";
      setEdited({ column: unit, start: typed ?? allDigits(value), isTyped: typed !== null });
    },
    type: (text) => {
      draft.current = text;
    },
    end: () => setEdited(null),
  };
}
