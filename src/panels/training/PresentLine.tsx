import { trainingRows } from "@/data";
import { documentOf, useBackflow, useTraining } from "@/store";
import { Tex } from "@/ui";
import styles from "./training.module.css";

/** The line of the update that one has stepped to, where no stage stands below the graph: its words and its equation. */
export function PresentLine() {
  const line = useTraining(({ update, updateStep }) =>
    updateStep === null ? undefined : update?.lines[updateStep - 1],
  );
  const batch = useTraining(({ picture }) => picture?.batch ?? 0);
  const rows = useBackflow((state) => trainingRows(documentOf(state).data));
  if (!line) return null;
  return (
    <section className={styles.presentLine} aria-label="Step of the update">
      <p className={styles.note}>
        {line.title}
        {line.target === "g" && batch < rows && `; at the nodes stands that over all ${rows} rows`}
      </p>
      <div className={styles.equation}>
        <Tex latex={line.latex} />
      </div>
    </section>
  );
}
