import { type DragEvent, useCallback, useLayoutEffect, useRef, useState } from "react";
import { type DataTable, type RowRange, readCsvFile, writeCsv } from "@/data";
import { csvProblemSentence } from "@/explain";
import { documentOf, useBackflow } from "@/store";
import { Button, letterScale } from "@/ui";
import { useServices } from "../page/services";
import { CsvImport } from "./CsvImport";
import styles from "./data-tab.module.css";
import { RecipeDetails } from "./RecipeDetails";
import { RecipeLine } from "./RecipeLine";
import { TableSplit } from "./SplitNotice";
import { TableGrid, type TableHandle } from "./TableGrid";
import { duplicateRows, insertRow, removeRows, tableNow } from "./table-actions";
import { csvName, slotsOf, tableColumns } from "./table-columns";

/** Pixels: rows are higher for fingers. */
const ROW_HEIGHT = { fine: 28, coarse: 40 };

/** A sentence about what was just done or refused: once the table is another, it is out of date. */
interface Told {
  readonly sentence: string;
  readonly table: DataTable;
}

/** The rows behind the graph: what they are, the table itself, and what can be done with it. */
export function DataTab() {
  const services = useServices();
  const csv = useBackflow((state) => state.csv);
  const setCsv = useBackflow((state) => state.setCsv);
  const table = useBackflow((state) => documentOf(state).data);
  const hasColumns = table.columns.size > 0;
  const [choosing, setChoosing] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const [rows, setRows] = useState<RowRange>({ from: 0, to: 1 });
  const [scale] = useState(letterScale);
  const [rowHeight] = useState(() =>
    matchMedia("(pointer: coarse)").matches ? ROW_HEIGHT.coarse : ROW_HEIGHT.fine,
  );
  const tell = useCallback((sentence: string | null) => {
    setTold(sentence === null ? null : { sentence, table: tableNow() });
  }, []);

  const tab = useRef<HTMLElement>(null);
  const grid = useRef<TableHandle>(null);
  /** After a button of the foot, what one types goes into the table. Where it was refused, the button keeps the focus. */
  function tellOfAdding(problem: string | null): void {
    tell(problem);
    if (problem === null) grid.current?.enter("first-number");
  }
  const wasCsv = useRef(csv !== null);
  // With what a CSV was taken or given up by, the focus would go.
  useLayoutEffect(() => {
    const isBack = wasCsv.current && csv === null;
    wasCsv.current = csv !== null;
    if (!isBack || document.activeElement !== document.body) return;
    tab.current?.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
  }, [csv]);

  async function readDropped(event: DragEvent): Promise<void> {
    const [file, another] = event.dataTransfer.files;
    // What is no table, and what is several files, is the page's.
    if (!file || another || /\.json$/i.test(file.name) || file.type.startsWith("image/")) return;
    event.preventDefault();
    event.stopPropagation();
    const { opened } = useBackflow.getState();
    const text = await readCsvFile(file);
    // It was dropped on another document.
    if (useBackflow.getState().opened !== opened) return;
    if (text.ok) setCsv(text.value);
    else tell(csvProblemSentence(text.problem));
  }

  if (csv !== null) return <CsvImport text={csv} />;
  const count = rows.to - rows.from;
  return (
    <section
      ref={tab}
      className={styles.tab}
      aria-label="Table"
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes("Files")) event.preventDefault();
      }}
      onDrop={(event) => void readDropped(event)}
    >
      {!hasColumns && <p className={styles.empty}>{NO_COLUMNS}</p>}
      {hasColumns && (
        <>
          <RecipeLine onTell={tell} isChoosing={choosing} onChoose={setChoosing} />
          <div className={styles.files}>
            <Button variant="outline" onClick={() => setCsv("")}>
              CSV in
            </Button>
            <Button
              variant="outline"
              onClick={() => services.saveText(`${TABLE_FILE}.csv`, "text/csv", csvOfTable())}
            >
              CSV out
            </Button>
          </div>
          <div className={styles.table}>
            <div className={styles.above}>
              {choosing && <RecipeDetails onTell={tell} />}
              <div className={styles.split}>
                <TableSplit onTell={tell} />
              </div>
            </div>
            <TableGrid
              ref={grid}
              rowHeight={rowHeight * scale}
              scale={scale}
              onTell={tell}
              onSelectRows={setRows}
            />
          </div>
        </>
      )}
      {hasColumns && (
        <div className={styles.foot}>
          <Button
            icon="add"
            title="Add a row below (Insert)"
            onClick={() => tellOfAdding(insertRow(rows.to - 1))}
          >
            <span className={styles.word}>Add a row</span>
          </Button>
          <Button
            icon="duplicate"
            title="Duplicate the rows (Ctrl D)"
            onClick={() => tellOfAdding(duplicateRows(rows))}
          >
            <span className={styles.word}>Duplicate</span>
            {count > 1 && ` ${count}`}
          </Button>
          <Button
            icon="delete"
            title="Remove the rows (Delete on a row’s number)"
            onClick={() => {
              tell(removeRows(rows));
              grid.current?.enter("same-cell");
            }}
          >
            <span className={styles.word}>Remove</span>
            {count > 1 && ` ${count}`}
          </Button>
          <p role="status" className={styles.told}>
            {told?.table === table && told.sentence}
          </p>
        </div>
      )}
    </section>
  );
}

const TABLE_FILE = "table";

const NO_COLUMNS =
  "A table has a column for each unit of an input or target, and this graph has none. Add an input first.";

/** The table as CSV, validation rows last. */
function csvOfTable(): string {
  const { graph, data } = documentOf(useBackflow.getState());
  const named = slotsOf(tableColumns(graph)).map((slot) => ({
    name: csvName(slot),
    numbers: data.columns.get(slot.node)?.[slot.unit] ?? new Float64Array(data.rows),
  }));
  return writeCsv(named);
}
