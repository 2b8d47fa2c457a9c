import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import {
  type ClassSplit,
  type CsvTable,
  classesOf,
  lackingClasses,
  type Slot,
  type SlotSource,
  type Taking,
  tableOfMatch,
} from "@/data";
import { formatNumber, splitSentence } from "@/explain";
import { documentOf, useBackflow } from "@/store";
import { Button } from "@/ui";
import styles from "./split-notice.module.css";
import { shuffleRows, takeAnotherSeed } from "./table-actions";
import { tableColumns } from "./table-columns";

/** Says which classes are on one side of the line only, beside the press that mends it. */
function SplitNotice({
  split,
  action,
  onAction,
  next,
}: {
  readonly split: ClassSplit;
  readonly action: string;
  readonly onAction: () => void;
  /** What below it takes the focus when it goes with its button. */
  readonly next: string;
}) {
  const root = useRef<HTMLDivElement>(null);
  const sentence = splitSentence(split);
  // It is spoken by what stands on the page: of a live region that comes with its words many readers say nothing.
  useEffect(() => {
    useBackflow.getState().say(sentence);
  }, [sentence]);
  useLayoutEffect(() => {
    const element = root.current;
    const around = element?.closest("section");
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const after = [...(around?.querySelectorAll<HTMLElement>(next) ?? [])].find(
        (one) => element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
      );
      after?.focus({ preventScroll: true });
    };
  }, [next]);
  return (
    <div ref={root} className={styles.split}>
      <p className={styles.sentence}>{sentence}</p>
      <Button variant="outline" onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}

/** Of the table of the graph. */
export function TableSplit({ onTell }: { readonly onTell: (sentence: string | null) => void }) {
  const table = useBackflow((state) => documentOf(state).data);
  const graph = useBackflow((state) => documentOf(state).graph);
  const split = useMemo(() => {
    const targets = tableColumns(graph).filter(({ role, unit }) => role === "target" && unit === 0);
    for (const { node } of targets) {
      const isOneHot = (table.columns.get(node)?.length ?? 0) > 1;
      const found = lackingClasses(table, node, (code) =>
        formatNumber(isOneHot ? code + 1 : code, 10),
      );
      if (found) return found;
    }
    return null;
  }, [table, graph]);
  if (!split) return null;
  const recipe = table.source.kind === "recipe" ? table.source.recipe : null;
  return (
    <SplitNotice
      split={split}
      action={recipe ? "Another seed" : "Shuffle the rows"}
      onAction={() => onTell(recipe ? takeAnotherSeed(recipe) : shuffleRows())}
      next="[role=grid]"
    />
  );
}

/** Of a CSV as it is going to be taken. */
export function CsvSplit({
  csv,
  slots,
  match,
  taking,
  onSeed,
}: {
  readonly csv: CsvTable;
  readonly slots: readonly Slot[];
  readonly match: readonly SlotSource[];
  readonly taking: Pick<Taking, "validation" | "seed">;
  /** Takes the rows in the order of this seed. */
  readonly onSeed: (seed: number) => void;
}) {
  const { validation, seed } = taking;
  const split = useMemo(() => {
    const table = tableOfMatch(csv, slots, match, { validation, seed, standardise: false });
    for (const [index, { node, unit, role }] of slots.entries()) {
      if (role !== "target" || unit > 0) continue;
      const nameOf = (code: number) => className(csv, match.slice(index), code);
      const found = lackingClasses(table, node, nameOf);
      if (found) return found;
    }
    return null;
  }, [csv, slots, match, validation, seed]);
  if (!split) return null;
  return (
    <SplitNotice
      split={split}
      action={seed === null ? "Shuffle the rows" : "Another seed"}
      onAction={() => onSeed((seed ?? 0) + 1)}
      next="[role=switch]"
    />
  );
}

/** What the file calls a class of the target whose units take `sources`, the first first. */
function className(csv: CsvTable, sources: readonly SlotSource[], code: number): string {
  const [first] = sources;
  const source = first?.kind === "is-class" ? sources[code] : first;
  const column = source && csv.columns[source.column];
  if (source?.kind === "is-class") return source.name;
  const classes = column && source.kind === "two-classes" ? classesOf(column) : null;
  return classes?.[code] ?? formatNumber(code, 10);
}
