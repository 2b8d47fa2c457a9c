import { useMemo } from "react";
import { explainIntuition } from "@/explain";
import { type Frame, useBackflow } from "@/store";
import { Button, keyed, Tex } from "@/ui";
import styles from "./intuition.module.css";

/** On demand: a small change pushed through the graph, beside what the derivative predicts. */
export function IntuitionView({
  frame,
  open,
  onOpen,
}: {
  readonly frame: Frame;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const { evaluation, trace, playhead } = frame;
  const entry = useBackflow((state) => state.entry);
  const intuition = useMemo(
    () => explainIntuition(evaluation, trace, playhead, entry),
    [evaluation, trace, playhead, entry],
  );
  if (!intuition) return null;
  const lines = [intuition.path, ...intuition.factors, intuition.comparison];
  return (
    <section className={styles.intuition} aria-label="Intuition">
      <Button
        aria-expanded={open}
        onClick={() => onOpen(!open)}
        title="Push a small change through and see what arrives"
      >
        {open ? "Hide the intuition" : "Intuition: push a small Δ through"}
      </Button>
      {open && (
        <ul className={styles.lines}>
          {keyed(lines).map(({ key, item }) => (
            <li key={key}>
              <Tex latex={item} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
