import type { Step } from "@/engine";
import { useBackflow } from "@/store";
import { Button } from "@/ui";
import { stepQuantity } from "../run/tracks";
import { type NodePartProps, Section } from "./NodeSection";
import styles from "./node-panel.module.css";

/** The steps of the run that belong to a node, to jump to. */
export function NodeSteps({ frame, node }: NodePartProps) {
  const { trace, document, playhead } = frame;
  const found = trace.steps.flatMap((step, index) =>
    step.node === node.id ? [{ step, playhead: index + 1 }] : [],
  );
  if (found.length === 0) return null;
  return (
    <Section title="Jump to its step">
      <div className={styles.row}>
        {found.map((each) => (
          <Button
            key={each.playhead}
            icon="jump"
            className={styles.bordered}
            aria-current={each.playhead === playhead ? "step" : undefined}
            onClick={() => useBackflow.getState().seek(each.playhead)}
          >
            {stepQuantity(document.graph, each.step)}
            <span className={styles.soft}>{numberText(each.step)}</span>
          </Button>
        ))}
      </div>
    </Section>
  );
}

function numberText(step: Step): string {
  return step.optional ? "extra step" : `step ${step.number}`;
}
