import type { ClipboardEvent } from "react";
import type { DataTable } from "@/data";
import { csvProblemSentence } from "@/explain";
import { pastedInto, pasteSentence, readBlock, textOfBlock, withBlock } from "./cell-block";
import type { Block } from "./selection";
import { editTable } from "./table-actions";
import type { TableColumn } from "./table-columns";

const TEXT_IN_CELLS =
  "There is text in what was copied, and cells hold numbers. With CSV in, text becomes classes.";

/** Puts a block of cells on the clipboard, as text. The answer is the sentence that tells it. */
export function copyBlock(
  { clipboardData }: ClipboardEvent,
  table: DataTable,
  columns: readonly TableColumn[],
  block: Block,
): string {
  clipboardData.setData("text/plain", textOfBlock(table, columns, block));
  const { from, to } = block;
  return `Copied ${to.row - from.row + 1} × ${Math.max(1, to.column - from.column + 1)} cells.`;
}

/** Writes what is on the clipboard over cells, from the first of a block on. The answer is the sentence that tells it, or what stands against it. */
export function pasteBlock(
  { clipboardData }: ClipboardEvent,
  table: DataTable,
  columns: readonly TableColumn[],
  block: Block,
): string {
  const at = { row: block.from.row, column: Math.max(0, block.from.column) };
  const read = readBlock(clipboardData.getData("text/plain"), columns.length - at.column);
  if (!read.ok) {
    return read.problem === "text" ? TEXT_IN_CELLS : csvProblemSentence(read.problem);
  }
  const pasted = pastedInto(block, columns.length, read.value);
  const problem = editTable((now) => withBlock(now, columns, at, pasted));
  const extent = { rows: table.rows, columns: columns.length };
  return problem ?? pasteSentence(read.value, pasted, at, extent);
}
