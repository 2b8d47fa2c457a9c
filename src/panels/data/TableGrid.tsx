/* biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are drawn, each in its place, which the elements of <table> do not allow. */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus, and names its active cell. */
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
} from "react";
import { cellValue, type RowRange, withCells } from "@/data";
import { documentOf, useBackflow } from "@/store";
import { CellEditor } from "./CellEditor";
import { cellId } from "./cell-id";
import { columnStep, layOutColumns } from "./column-layout";
import { computedNames } from "./computed-rows";
import type { RowGeometry } from "./row-geometry";
import { type GridCell, type Leave, nextCell } from "./selection";
import { TableHead } from "./TableHead";
import { TableRows } from "./TableRows";
import styles from "./table.module.css";
import { duplicateRows, editTable, insertRow, removeRows } from "./table-actions";
import { copyBlock, pasteBlock } from "./table-clipboard";
import { tableColumns } from "./table-columns";
import { actOfKey, type TableAct } from "./table-keys";
import { useCellEditing } from "./use-cell-editing";
import { useCellPointer } from "./use-cell-pointer";
import { useCellSelection } from "./use-cell-selection";
import { useComputed } from "./use-computed";
import { useTableView } from "./use-table-view";

/** Of the row of names, in pixels where letters have their ordinary size. */
const HEAD = 32;

/** What buttons beside the table ask of it. */
export interface TableHandle {
  /** Takes the focus, so that what is typed next is the table's: at the first number of the chosen row, or where it was. */
  enter(at: "first-number" | "same-cell"): void;
}

export interface TableGridProps {
  readonly ref?: Ref<TableHandle>;
  /** Pixels. */
  readonly rowHeight: number;
  /** How large letters are set, times the ordinary size. */
  readonly scale: number;
  /** A sentence about what was just done or refused; null where it is out of date. */
  readonly onTell: (sentence: string | null) => void;
  /** Which rows are selected. */
  readonly onSelectRows: (rows: RowRange) => void;
}

/** The table. The row with the focus is the chosen sample. */
export function TableGrid({ ref, rowHeight, scale, onTell, onSelectRows }: TableGridProps) {
  const table = useBackflow((state) => documentOf(state).data);
  const graph = useBackflow((state) => documentOf(state).graph);
  const columns = useMemo(() => tableColumns(graph), [graph]);
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const editing = useCellEditing(columns, onTell);

  const geometry: RowGeometry = useMemo(
    () => ({ rows: table.rows, training: table.rows - table.validation, rowHeight }),
    [table, rowHeight],
  );
  const { view, reveal } = useTableView(grid, geometry, HEAD * scale, columnStep(scale));
  const computed = useComputed(view.from, Math.min(view.to, table.rows));
  const names = useMemo(() => computedNames(graph), [graph]);
  const widths = layOutColumns(columns.length, computed.isShown, view, scale);

  const selection = useCellSelection(table.rows, columns.length, editing.column);
  const { focus, block } = selection;
  const size = { rows: table.rows, columns: columns.length };
  const [fromRow, toRow] = [block.from.row, block.to.row + 1];
  const rowsOfBlock: RowRange = { from: fromRow, to: toRow };
  useEffect(() => {
    onSelectRows({ from: fromRow, to: toRow });
  }, [fromRow, toRow, onSelectRows]);
  // N, P and the stage choose samples as well.
  useEffect(() => {
    reveal(focus.row);
  }, [focus.row, reveal]);

  useImperativeHandle(ref, () => ({
    enter(at) {
      const isFirst = at === "first-number";
      selection.selectFocus(isFirst ? 0 : focus.column);
      if (isFirst && grid.current) revealColumn(grid.current, widths, 0);
      grid.current?.focus({ preventScroll: true });
    },
  }));

  function moveTo(cell: GridCell, extend: boolean): void {
    selection.moveTo(cell, extend);
    follow(cell);
  }

  function tabTo(cell: GridCell): void {
    selection.tabTo(cell);
    follow(cell);
  }

  /** After the focus has gone to a cell: what was of the one before ends, and the cell comes into sight. */
  function follow(cell: GridCell): void {
    editing.end();
    onTell(null);
    reveal(cell.row);
    if (grid.current) revealColumn(grid.current, widths, cell.column);
  }

  function edit(typed: string | null): void {
    const found = columns[focus.column];
    if (!found) return;
    selection.selectFocus(focus.column);
    editing.begin(found, cellValue(table, { ...found, row: focus.row }) ?? 0, typed);
  }

  function commit(value: number, leave: Leave | null): void {
    const found = columns[focus.column];
    if (found) onTell(editTable((now) => withCells(now, [{ ...found, row: focus.row, value }])));
    close();
    const next = leave && nextCell(leave, focus, selection.entry, size);
    if (!next) return;
    if (next.row === focus.row) tabTo(next);
    else moveTo(next, false);
  }

  function close(): void {
    editing.end();
    // Only if nothing else has taken the focus meanwhile.
    if (grid.current?.contains(document.activeElement)) grid.current.focus({ preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== grid.current) return;
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const extent = { ...size, page };
    const act = actOfKey(event, selection, extent);
    if (!act) return;
    perform(act);
    event.preventDefault();
    event.stopPropagation();
  }

  function perform(act: TableAct): void {
    switch (act.kind) {
      case "move":
        moveTo(act.to, act.extends);
        break;
      case "tab":
        tabTo(act.to);
        break;
      case "select-all":
        selection.selectAll();
        break;
      case "select-focus":
        selection.selectFocus(focus.column);
        break;
      case "insert-row":
        onTell(insertRow(focus.row));
        break;
      case "duplicate-rows":
        onTell(duplicateRows(rowsOfBlock));
        break;
      case "remove-rows":
        onTell(removeRows(rowsOfBlock));
        break;
      case "keep-numbers":
        onTell(KEEP_NUMBERS);
        break;
      case "edit":
        edit(act.start);
    }
  }

  const pointer = useCellPointer({
    focus,
    isEditing: editing.edited !== null,
    moveTo,
    edit: () => edit(null),
  });

  function onCopy(event: ClipboardEvent): void {
    if (event.target !== grid.current || columns.length === 0) return;
    event.preventDefault();
    onTell(copyBlock(event, table, columns, block));
  }

  function onPaste(event: ClipboardEvent): void {
    if (event.target !== grid.current) return;
    event.preventDefault();
    onTell(pasteBlock(event, table, columns, block));
  }

  const { edited } = editing;
  const editor = edited && editing.column !== null && (
    <CellEditor
      key={`${edited.column.node} ${edited.column.unit}`}
      label={`${edited.column.text}, row ${focus.row + 1}`}
      start={edited.start}
      isTyped={edited.isTyped}
      onDraft={editing.type}
      isLast={nextCell("right", focus, null, size) === null}
      onCommit={commit}
      onCancel={close}
    />
  );

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label="Rows"
      aria-multiselectable
      aria-rowcount={table.rows + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={
        focus.row >= view.from && focus.row < view.to
          ? cellId(id, focus.row, focus.column)
          : undefined
      }
      className={styles.grid}
      data-rows={table.rows}
      data-validation={table.validation}
      style={
        {
          "--row-height": `${rowHeight}px`,
          "--head-height": `${HEAD * scale}px`,
          "--number-width": `${widths.number}px`,
          "--column-width": `${widths.column}px`,
          "--computed-left": `${widths.number + columns.length * widths.column}px`,
          "--computed-width": `${widths.computed}px`,
        } as React.CSSProperties
      }
      onKeyDown={onKeyDown}
      {...pointer}
      onCopy={onCopy}
      onPaste={onPaste}
    >
      <TableHead columns={columns} computed={computed.isShown ? names : null} />
      <TableRows
        grid={id}
        table={table}
        columns={columns}
        layout={widths}
        geometry={geometry}
        view={view}
        computed={computed}
        focus={focus}
        block={block}
        editor={editor}
        onTell={onTell}
      />
    </div>
  );
}

const KEEP_NUMBERS =
  "A cell always holds a number: type another one. To remove a row, go to its number at the left and press Delete.";

/** Scrolls the grid as far as it takes to see a column. */
function revealColumn(
  grid: HTMLElement,
  { column, number }: { readonly column: number; readonly number: number },
  to: number,
): void {
  if (to < 0) return;
  const left = to * column;
  if (left < grid.scrollLeft) grid.scrollLeft = left;
  const right = left + column + number - grid.clientWidth;
  if (right > grid.scrollLeft) grid.scrollLeft = right;
}
