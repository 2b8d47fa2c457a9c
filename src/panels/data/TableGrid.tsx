/* biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are drawn, each in its place, which the elements of <table> do not allow. */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus, and names its active cell. */
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { cellValue, type RowRange, withCells } from "@/data";
import { csvProblemSentence } from "@/explain";
import { documentOf, useBackflow } from "@/store";
import { allDigits, Tex } from "@/ui";
import { CellEditor, type Leave } from "./CellEditor";
import { pastedInto, pasteSentence, readBlock, textOfBlock, withBlock } from "./cell-block";
import { cellId } from "./cell-id";
import type { RowGeometry } from "./row-geometry";
import { lineTop, rowTop, tableHeight } from "./row-geometry";
import { besideInRow, blockBetween, type GridCell, isInBlock, movedBy } from "./selection";
import { TableRow } from "./TableRow";
import styles from "./table.module.css";
import { duplicateRows, editTable, insertRow, removeRows } from "./table-actions";
import { isSameUnit, type TableColumn, tableColumns } from "./table-columns";
import { useComputed } from "./use-computed";
import { useGoneColumns } from "./use-gone-columns";
import { useTableView } from "./use-table-view";
import { ValidationLine } from "./ValidationLine";

/** Pixels. */
const HEAD = 32;
const WIDE = { number: 64, column: 88, computed: 220 };
/** Where those do not fit: on a phone two columns, f and ℓᵢ stand side by side. */
const NARROW = { number: 48, column: 78, computed: 170 };
const WIDEST_COLUMN = 150;

interface Editing {
  /** The unit whose number is typed. */
  readonly column: TableColumn;
  readonly start: string;
  readonly isTyped: boolean;
}

export interface TableGridProps {
  readonly rowHeight: number;
  /** A sentence about what was just done or refused; null where it is out of date. */
  readonly onTell: (sentence: string | null) => void;
  /** Which rows are selected. */
  readonly onSelectRows: (rows: RowRange) => void;
}

/** The table. The row with the focus is the chosen sample. */
export function TableGrid({ rowHeight, onTell, onSelectRows }: TableGridProps) {
  const table = useBackflow((state) => documentOf(state).data);
  const graph = useBackflow((state) => documentOf(state).graph);
  const sample = useBackflow((state) => state.sample);
  const setSample = useBackflow((state) => state.setSample);
  const columns = useMemo(() => tableColumns(graph), [graph]);
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const [column, setColumn] = useState(0);
  /** Where a block of cells begins that ends at the focus; null for the focus alone. */
  const [anchor, setAnchor] = useState<GridCell | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  /** What stands in the field while a number is typed. */
  const draft = useRef("");
  /** Was the pressed cell the one with the focus before? Then the press opens it. */
  const wasFocus = useRef(false);

  const geometry: RowGeometry = useMemo(
    () => ({ rows: table.rows, training: table.rows - table.validation, rowHeight }),
    [table, rowHeight],
  );
  const { view, reveal } = useTableView(grid, geometry, HEAD, WIDE.column);
  const computed = useComputed(view.from, Math.min(view.to, table.rows));
  const needs = ({ number, column, computed }: typeof WIDE) =>
    number + columns.length * column + computed;
  // A table that has to be moved sideways anyhow is not made narrow for it.
  const least = view.width < needs(WIDE) && view.width >= needs(NARROW) ? NARROW : WIDE;
  const room = view.width - least.number - (computed.isShown ? least.computed : 0);
  const columnWidth = Math.max(least.column, Math.min(WIDEST_COLUMN, room / columns.length));
  const firstColumn = Math.max(0, Math.floor(view.left / columnWidth) - 2);
  const lastColumn = firstColumn + Math.ceil(view.width / columnWidth) + 4;
  const shown = useMemo(
    () => columns.slice(firstColumn, lastColumn),
    [columns, firstColumn, lastColumn],
  );

  const edited = editing ? columns.findIndex((one) => isSameUnit(one, editing.column)) : -1;
  const focus: GridCell = {
    row: Math.min(sample, table.rows - 1),
    // A number that is being typed stays that of its unit, whatever goes beside it.
    column: edited >= 0 ? edited : Math.min(column, columns.length - 1),
  };
  const block = blockBetween(anchor ?? focus, focus);
  const [fromRow, toRow] = [block.from.row, block.to.row + 1];
  useEffect(() => onSelectRows({ from: fromRow, to: toRow }), [fromRow, toRow, onSelectRows]);
  // N, P and the stage choose samples as well.
  useEffect(() => reveal(focus.row), [focus.row, reveal]);

  useGoneColumns(columns, editing?.column ?? null, draft, (sentence) => {
    if (edited < 0) setEditing(null);
    onTell(sentence);
  });

  function moveTo(cell: GridCell, extend: boolean): void {
    setAnchor(extend ? (anchor ?? focus) : null);
    setColumn(cell.column);
    setSample(cell.row);
    setEditing(null);
    onTell(null);
    reveal(cell.row);
    revealColumn(cell.column);
  }

  function revealColumn(to: number): void {
    const element = grid.current;
    if (!element || to < 0) return;
    const left = to * columnWidth;
    if (left < element.scrollLeft) element.scrollLeft = left;
    const right = left + columnWidth + least.number - element.clientWidth;
    if (right > element.scrollLeft) element.scrollLeft = right;
  }

  function edit(start: string | null): void {
    const found = columns[focus.column];
    if (!found) return;
    setAnchor(null);
    const value = cellValue(table, { ...found, row: focus.row }) ?? 0;
    setColumn(focus.column);
    draft.current = start ?? "";
    setEditing({ column: found, start: start ?? allDigits(value), isTyped: start !== null });
  }

  function commit(value: number, leave: Leave): void {
    const found = columns[focus.column];
    if (found) onTell(editTable((now) => withCells(now, [{ ...found, row: focus.row, value }])));
    close();
    if (leave === "down" || leave === "up") {
      const row = focus.row + (leave === "down" ? 1 : -1);
      if (row >= 0 && row < table.rows) moveTo({ ...focus, row }, false);
    } else if (leave !== "stay") {
      const next = besideInRow(focus, leave === "right" ? 1 : -1, columns.length);
      moveTo(next ?? { row: Math.min(focus.row + 1, table.rows - 1), column: 0 }, false);
    }
  }

  function close(): void {
    setEditing(null);
    // Only if nothing else has taken the focus meanwhile.
    if (grid.current?.contains(document.activeElement)) grid.current.focus({ preventScroll: true });
  }

  const rowsOfBlock: RowRange = { from: fromRow, to: toRow };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== grid.current) return;
    const isMod = event.ctrlKey || event.metaKey;
    if (act(event, isMod)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Does what a key asks for; false where it is none of the table's. */
  function act(event: KeyboardEvent, isMod: boolean): boolean {
    const { key } = event;
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const extent = { rows: table.rows, columns: columns.length, page };
    const moved = event.altKey ? null : movedBy(key, isMod, focus, extent);
    if (moved) moveTo(moved, event.shiftKey);
    else if (key === "Tab") {
      const next = besideInRow(focus, event.shiftKey ? -1 : 1, columns.length);
      // At the ends of a row Tab leaves the table.
      if (!next) return false;
      moveTo(next, false);
    } else if (isMod && key.toLowerCase() === "a") {
      setAnchor({ row: 0, column: 0 });
      setColumn(columns.length - 1);
      setSample(table.rows - 1);
    } else if (isMod && key.toLowerCase() === "d") onTell(duplicateRows(rowsOfBlock));
    else if (key === "Insert" || (isMod && key === "Enter")) onTell(insertRow(focus.row));
    else if (key === "Delete" || key === "Backspace") {
      const isRow = block.from.column === -1;
      onTell(isRow ? removeRows(rowsOfBlock) : KEEP_NUMBERS);
    } else if (key === "Enter" || key === "F2") edit(null);
    else if (key === "Escape" && anchor) setAnchor(null);
    else if (!isMod && !event.altKey && /^[-+−.,√π(\d]$/.test(key)) edit(key);
    else return false;
    return true;
  }

  function cellAt(target: EventTarget | null): GridCell | null {
    const cell = target instanceof Element ? target.closest("[data-column]") : null;
    const row = cell?.closest("[data-row]")?.getAttribute("data-row");
    if (!cell || !row) return null;
    return { row: Number(row) - 1, column: Number(cell.getAttribute("data-column")) };
  }

  function onPointerDown(event: PointerEvent): void {
    const cell = cellAt(event.target);
    if (!cell || event.button !== 0) return;
    wasFocus.current = cell.row === focus.row && cell.column === focus.column && !event.shiftKey;
    // A finger may be about to scroll: it chooses when it is lifted.
    if (event.pointerType === "mouse") moveTo(cell, event.shiftKey);
  }

  function onPointerMove(event: PointerEvent): void {
    if (event.pointerType !== "mouse" || event.buttons !== 1 || editing) return;
    const cell = cellAt(document.elementFromPoint(event.clientX, event.clientY));
    if (!cell || (cell.row === focus.row && cell.column === focus.column)) return;
    wasFocus.current = false;
    moveTo(cell, true);
  }

  function onClick(event: {
    readonly target: EventTarget | null;
    readonly shiftKey: boolean;
  }): void {
    const cell = cellAt(event.target);
    if (!cell) return;
    const isAgain = wasFocus.current;
    if (cell.row !== focus.row || cell.column !== focus.column) moveTo(cell, event.shiftKey);
    else if (isAgain && cell.column >= 0) edit(null);
  }

  function onCopy(event: ClipboardEvent): void {
    if (event.target !== grid.current || columns.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textOfBlock(table, columns, block));
    onTell(
      `Copied ${block.to.row - block.from.row + 1} × ${Math.max(1, block.to.column - block.from.column + 1)} cells.`,
    );
  }

  function onPaste(event: ClipboardEvent): void {
    if (event.target !== grid.current) return;
    event.preventDefault();
    const at = { row: block.from.row, column: Math.max(0, block.from.column) };
    const read = readBlock(event.clipboardData.getData("text/plain"), columns.length - at.column);
    if (!read.ok) {
      onTell(read.problem === "text" ? TEXT_IN_CELLS : csvProblemSentence(read.problem));
      return;
    }
    const pasted = pastedInto(block, columns.length, read.value);
    const problem = editTable((now) => withBlock(now, columns, at, pasted));
    const extent = { rows: table.rows, columns: columns.length };
    onTell(problem ?? pasteSentence(read.value, pasted, at, extent));
  }

  const isDrawn = (cell: GridCell) => cell.row >= view.from && cell.row < view.to;
  const rows: number[] = [];
  for (let row = view.from; row < Math.min(view.to, table.rows); row++) rows.push(row);
  // The field of a number that is being typed stays, however far it is scrolled away.
  if (editing && !isDrawn(focus)) rows.push(focus.row);

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label="Rows"
      aria-multiselectable
      aria-rowcount={table.rows + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={isDrawn(focus) ? cellId(id, focus.row, focus.column) : undefined}
      className={styles.grid}
      data-rows={table.rows}
      data-validation={table.validation}
      style={
        {
          "--row-height": `${rowHeight}px`,
          "--head-height": `${HEAD}px`,
          "--number-width": `${least.number}px`,
          "--column-width": `${columnWidth}px`,
          "--computed-left": `${least.number + columns.length * columnWidth}px`,
          "--computed-width": `${least.computed}px`,
        } as React.CSSProperties
      }
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onClick={onClick}
      onCopy={onCopy}
      onPaste={onPaste}
    >
      <Head columns={columns} computed={computed.isShown} />
      <div role="rowgroup" className={styles.body} style={{ blockSize: tableHeight(geometry) }}>
        {rows.map((row) => {
          const isFocus = row === focus.row;
          const isSelected = isInBlock(block, { row, column: block.from.column });
          return (
            <TableRow
              key={row}
              grid={id}
              row={row}
              top={rowTop(geometry, row)}
              table={table}
              columns={shown}
              firstColumn={firstColumn}
              columnWidth={columnWidth}
              isChosen={isFocus}
              selectedFrom={isSelected ? block.from.column : null}
              selectedTo={isSelected ? block.to.column : null}
              focus={isFocus ? focus.column : null}
              editor={
                isFocus && editing && edited >= 0 ? (
                  <CellEditor
                    key={`${editing.column.node} ${editing.column.unit}`}
                    label={`${editing.column.text}, row ${row + 1}`}
                    start={editing.start}
                    isTyped={editing.isTyped}
                    onDraft={(text) => {
                      draft.current = text;
                    }}
                    onCommit={commit}
                    onCancel={close}
                  />
                ) : null
              }
              prediction={computed.predictionOf(row)}
              loss={computed.lossOf(row)}
              largestLoss={computed.largestLoss}
            />
          );
        })}
        <ValidationLine geometry={geometry} top={lineTop(geometry)} onTell={onTell} />
      </div>
    </div>
  );
}

const KEEP_NUMBERS =
  "A cell always holds a number: type another one. To remove a row, go to its number at the left and press Delete.";
const TEXT_IN_CELLS =
  "There is text in what was copied, and cells hold numbers. With CSV in, text becomes classes.";

function Head({
  columns,
  computed,
}: {
  readonly columns: readonly TableColumn[];
  readonly computed: boolean;
}) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        <span role="columnheader" className={styles.headNumber}>
          <Tex latex="i" label="i" />
        </span>
        {columns.map(({ node, unit, latex, text }) => (
          <span key={`${node} ${unit}`} role="columnheader" className={styles.headCell}>
            <Tex latex={latex} label={text} />
          </span>
        ))}
        {computed && (
          <span className={styles.headComputed}>
            <span role="columnheader" className={styles.prediction}>
              <Tex latex="f" label="f" />
            </span>
            <span role="columnheader" className={styles.headLoss}>
              <Tex latex="\ell_i" label="ℓᵢ" />
            </span>
          </span>
        )}
      </div>
    </div>
  );
}
