/* biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are drawn, each in its columnIndex, which the elements of <table> do not allow. */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus, and names its active cell. */
import { memo, type ReactNode } from "react";
import { cellValue, type DataTable } from "@/data";
import { exactNumber, formatNumber } from "@/explain";
import { cellId } from "./cell-id";
import styles from "./table.module.css";
import type { TableColumn } from "./table-columns";

export interface TableRowProps {
  readonly grid: string;
  readonly row: number;
  readonly top: number;
  readonly table: DataTable;
  /** The columns in sight; the first is number `firstColumn` of all. */
  readonly columns: readonly TableColumn[];
  readonly firstColumn: number;
  readonly columnWidth: number;
  /** The sample on the canvas. */
  readonly isChosen: boolean;
  /** The selected columns of this row, both included; −1 is the row's number. */
  readonly selectedFrom: number | null;
  readonly selectedTo: number | null;
  /** The column with the focus, if it is in this row. */
  readonly focus: number | null;
  /** Stands in the place of the cell with the focus while a number is typed. */
  readonly editor: ReactNode;
  /** Null where there is none. */
  readonly prediction: number | null;
  readonly loss: number | null;
  /** A loss as large as this has the longest bar. */
  readonly largestLoss: number;
}

/** One row: its number, what is typed, what is computed. */
export const TableRow = memo(function TableRow({
  grid,
  row,
  top,
  table,
  columns,
  firstColumn,
  columnWidth,
  isChosen,
  selectedFrom,
  selectedTo,
  focus,
  editor,
  prediction,
  loss,
  largestLoss,
}: TableRowProps) {
  const training = table.rows - table.validation;
  const isValidation = row >= training;
  const isSelected = (column: number) =>
    selectedFrom !== null && selectedTo !== null && column >= selectedFrom && column <= selectedTo;
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      data-row={row + 1}
      data-chosen={isChosen || undefined}
      data-kind={isValidation ? "validation" : "training"}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        id={cellId(grid, row, -1)}
        aria-colindex={1}
        aria-selected={isSelected(-1)}
        aria-label={isValidation ? `Validation row ${row - training + 1}` : `Row ${row + 1}`}
        className={styles.number}
        data-column={-1}
        data-focus={focus === -1 || undefined}
      >
        <span className={styles.mark} />
        {isValidation ? row - training + 1 : row + 1}
      </div>
      {columns.map((column, index) => {
        const columnIndex = firstColumn + index;
        const value = cellValue(table, { ...column, row }) ?? Number.NaN;
        const hasFocus = focus === columnIndex;
        return (
          <div
            key={`${column.node} ${column.unit}`}
            role="gridcell"
            id={cellId(grid, row, columnIndex)}
            aria-colindex={columnIndex + 2}
            aria-selected={isSelected(columnIndex)}
            className={styles.cell}
            style={{
              insetInlineStart: `calc(var(--number-width) + ${columnIndex * columnWidth}px)`,
            }}
            data-column={columnIndex}
            data-focus={hasFocus || undefined}
            title={exactNumber(value)}
          >
            {hasFocus && editor ? editor : formatNumber(value, 5)}
          </div>
        );
      })}
      {(prediction !== null || loss !== null) && (
        <div className={styles.computed} role="presentation">
          {prediction !== null && (
            <span role="gridcell" className={styles.prediction} title={exactNumber(prediction)}>
              {formatNumber(prediction)}
            </span>
          )}
          {loss !== null && (
            <span role="gridcell" className={styles.loss} title={exactNumber(loss)}>
              <span
                className={styles.bar}
                style={{ inlineSize: `calc((100% - 96px) * ${barShare(loss, largestLoss)})` }}
              />
              <span>{formatNumber(loss, 3)}</span>
            </span>
          )}
        </div>
      )}
    </div>
  );
});

function barShare(loss: number, largest: number): number {
  const share = Math.abs(loss) / largest;
  return Number.isFinite(share) ? Math.min(1, share) : 0;
}
