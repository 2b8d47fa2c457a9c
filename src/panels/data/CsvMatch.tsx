import { type CsvTable, classesOf, type Match, type Slot, type SlotSource } from "@/data";
import { documentOf, useBackflow } from "@/store";
import { Tex } from "@/ui";
import styles from "./csv.module.css";
import { tableColumns } from "./table-columns";

export interface CsvMatchProps {
  readonly csv: CsvTable;
  readonly slots: readonly Slot[];
  readonly match: Match;
  readonly sourcesOf: (slot: Slot) => readonly SlotSource[];
  readonly onChange: (slot: number, source: SlotSource | null) => void;
}

/** Rows that are shown of a match. */
const SHOWN = 3;
/** Units whose columns are shown one by one. */
const MOST_SHOWN = 40;

/** Which column goes to which unit, to be seen, and changed, before anything is taken. */
export function CsvMatch({ csv, slots, match, sourcesOf, onChange }: CsvMatchProps) {
  const graph = useBackflow((state) => documentOf(state).graph);
  const columns = tableColumns(graph);
  const used = new Set(match.map((source) => source?.column));
  const unused = csv.columns.filter((_, index) => !used.has(index));
  return (
    <div className={styles.scroller}>
      <table className={styles.match}>
        <thead>
          <tr>
            <th scope="col">unit</th>
            <th scope="col">takes</th>
            <th scope="col">first rows</th>
          </tr>
        </thead>
        <tbody>
          {slots.slice(0, MOST_SHOWN).map((slot, index) => {
            const sources = sourcesOf(slot);
            const source = match[index] ?? null;
            const { latex = "", text = "" } = columns[index] ?? {};
            return (
              <tr key={`${slot.node} ${slot.unit}`}>
                <th scope="row">
                  <Tex latex={latex} label={text} />
                </th>
                <td>
                  <select
                    aria-label={`Column for ${text}`}
                    className={styles.choice}
                    value={source === null ? "" : keyOf(source)}
                    aria-invalid={source === null || undefined}
                    onChange={(event) => {
                      const key = event.currentTarget.value;
                      onChange(index, sources.find((one) => keyOf(one) === key) ?? null);
                    }}
                  >
                    <option value="">no column</option>
                    {sources.map((one) => (
                      <option key={keyOf(one)} value={keyOf(one)}>
                        {sourceName(csv, one)}
                      </option>
                    ))}
                  </select>
                </td>
                <td className={styles.sample}>{source === null ? "" : firstRows(csv, source)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {slots.length > MOST_SHOWN && (
        <p className={styles.note}>… and {slots.length - MOST_SHOWN} more units, by order.</p>
      )}
      {unused.length > 0 && (
        <p className={styles.note}>
          Fits no unit, and is left out: {unused.map(({ name }) => name).join(", ")}.
        </p>
      )}
    </div>
  );
}

function keyOf(source: SlotSource): string {
  return `${source.kind} ${source.column} ${source.kind === "is-class" ? source.name : ""}`;
}

function sourceName(csv: CsvTable, source: SlotSource): string {
  const column = csv.columns[source.column];
  const name = column?.name ?? "";
  switch (source.kind) {
    case "numbers":
      return name;
    case "is-class":
      return `${name}: 1 for ${source.name}, else 0`;
    case "two-classes": {
      const [zero, one] = (column && classesOf(column)) ?? [];
      return `${name}: ${zero} 0, ${one} 1`;
    }
  }
}

function firstRows(csv: CsvTable, { column: index }: SlotSource): string {
  const column = csv.columns[index];
  if (!column) return "";
  const shown =
    column.kind === "numbers"
      ? Array.from(column.numbers.subarray(0, SHOWN), String)
      : Array.from(column.labels.subarray(0, SHOWN), (label) => column.classes[label] ?? "");
  return `${shown.join(", ")}${csv.rows > SHOWN ? ", …" : ""}`;
}
