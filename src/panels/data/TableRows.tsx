/* biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are drawn, each in its place, which the elements of <table> do not allow. */
import { type ReactNode, useMemo } from "react";
import type { DataTable } from "@/data";
import type { ColumnLayout } from "./column-layout";
import { lineTop, type RowGeometry, rowTop, tableHeight } from "./row-geometry";
import { type Block, type GridCell, isInBlock } from "./selection";
import { TableRow } from "./TableRow";
import styles from "./table.module.css";
import type { TableColumn } from "./table-columns";
import type { Computed } from "./use-computed";
import type { TableView } from "./use-table-view";
import { ValidationLine } from "./ValidationLine";

interface TableRowsProps {
  /** The id of the grid, of which cells have theirs. */
  readonly grid: string;
  readonly table: DataTable;
  /** All of them; `layout` tells which are drawn. */
  readonly columns: readonly TableColumn[];
  readonly layout: ColumnLayout;
  readonly geometry: RowGeometry;
  readonly view: TableView;
  readonly computed: Computed;
  readonly focus: GridCell;
  /** What is selected. */
  readonly block: Block;
  /** The field in the cell with the focus; null where no number is typed. */
  readonly editor: ReactNode;
  readonly onTell: (sentence: string | null) => void;
}

/** The rows in sight, and the line above the validation rows. */
export function TableRows(props: TableRowsProps) {
  const { table, columns, layout, geometry, view, computed, focus, block, editor } = props;
  const { from, to } = layout;
  // The same list again while it is the same columns: rows are drawn anew for another one.
  const shown = useMemo(() => columns.slice(from, to), [columns, from, to]);
  const rows: number[] = [];
  for (let row = view.from; row < Math.min(view.to, table.rows); row++) rows.push(row);
  // The field of a number that is being typed stays, however far it is scrolled away.
  if (editor && (focus.row < view.from || focus.row >= view.to)) rows.push(focus.row);
  return (
    <div role="rowgroup" className={styles.body} style={{ blockSize: tableHeight(geometry) }}>
      {rows.map((row) => {
        const isFocus = row === focus.row;
        const isSelected = isInBlock(block, { row, column: block.from.column });
        return (
          <TableRow
            key={row}
            grid={props.grid}
            row={row}
            top={rowTop(geometry, row)}
            table={table}
            columns={shown}
            firstColumn={from}
            columnWidth={layout.column}
            isChosen={isFocus}
            selectedFrom={isSelected ? block.from.column : null}
            selectedTo={isSelected ? block.to.column : null}
            focus={isFocus ? focus.column : null}
            editor={isFocus ? editor : null}
            prediction={computed.predictionOf(row)}
            loss={computed.lossOf(row)}
            largestLoss={computed.largestLoss}
          />
        );
      })}
      <ValidationLine geometry={geometry} top={lineTop(geometry)} onTell={props.onTell} />
    </div>
  );
}
