import { useMemo } from "react";
import { explainIntuition } from "@/explain/intuition";
import { type Frame, useBackflow } from "@/store";
import { keyed, Tex } from "@/ui";
import styles from "./intuition.module.css";

/** On demand: a small change pushed through the graph, beside what the derivative predicts. */
export function IntuitionView({ frame }: { readonly frame: Frame }) {
  const { evaluation, trace, playhead } = frame;
  const entry = useBackflow((state) => state.entry);
  const intuition = useMemo(
    () => explainIntuition(evaluation, trace, playhead, entry),
    [evaluation, trace, playhead, entry],
  );
  const lines = intuition ? [intuition.path, ...intuition.factors, intuition.comparison] : [];
  return (
    <section className={styles.intuition} aria-label="Intuition">
      {intuition ? (
        <ul className={styles.lines}>
          {keyed(lines).map(({ key, item }) => (
            <li key={key}>
              <Tex latex={item} />
            </li>
          ))}
        </ul>
      ) : (
        <p>A small change is pushed through at each backward step whose numbers are finite.</p>
      )}
    </section>
  );
}
