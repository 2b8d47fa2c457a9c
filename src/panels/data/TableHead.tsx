/* biome-ignore-all lint/a11y/useSemanticElements: a part of the grid, in which no elements of <table> are drawn. */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus, and names its active cell. */
import { Tex } from "@/ui";
import type { ComputedNames } from "./computed-rows";
import styles from "./table.module.css";
import type { TableColumn } from "./table-columns";

interface TableHeadProps {
  readonly columns: readonly TableColumn[];
  /** What is computed beside the columns; null where nothing is. */
  readonly computed: ComputedNames | null;
}

/** The row of names above the table. */
export function TableHead({ columns, computed }: TableHeadProps) {
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
            {computed.prediction && (
              <span role="columnheader" className={styles.prediction}>
                <Tex latex={computed.prediction.latex} label={computed.prediction.text} />
              </span>
            )}
            <span role="columnheader" className={styles.headLoss}>
              <Tex latex={computed.objective.latex} label={computed.objective.text} />
            </span>
          </span>
        )}
      </div>
    </div>
  );
}
