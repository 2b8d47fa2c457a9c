import { useEffect, useMemo } from "react";
import { planOf } from "@/engine";
import { parameterName } from "@/explain/training";
import { optimizerOf, settingValues } from "@/optimizers";
import { documentOf, selectedNodes, useBackflow, useTraining } from "@/store";
import { Tex } from "@/ui";
import styles from "./training.module.css";
import { updateOf } from "./update";

/** Parameters that can be chosen from the list; of more, those of the selected node. */
const MOST_CHOICES = 200;

/** The next update of one parameter in the optimiser's own steps, each an equation with its numbers. */
export function UpdateBoard() {
  const document = useBackflow(documentOf);
  const picture = useTraining((session) => session.picture);
  const running = useTraining((session) => session.running);
  const chosen = useTraining((session) => session.parameter);
  const updateStep = useTraining((session) => session.updateStep);
  const update = useMemo(
    () => (picture && !running ? updateOf(document, picture, chosen) : null),
    [document, picture, running, chosen],
  );
  // What is written out stands on the canvas as well.
  useEffect(() => useTraining.setState({ update }), [update]);
  const optimizer = optimizerOf(document.training.optimizer.id);
  const values = settingValues(optimizer.settings, document.training.optimizer.settings);
  if (!picture) return null;
  return (
    <section className={styles.section} aria-label="The update">
      <h3 className={styles.heading}>
        {optimizer.title}
        {update && <ParameterChoice parameterIndex={update.parameterIndex} />}
      </h3>
      <p className={styles.note}>{optimizer.summary}</p>
      {update ? (
        <ol className={styles.update}>
          {update.lines.map(({ title, latex }, index) => (
            <li
              key={title}
              data-lit={updateStep === index + 1}
              data-later={updateStep !== null && index >= updateStep}
              aria-current={updateStep === index + 1 ? "step" : undefined}
            >
              <span className={styles.stepTitle}>{title}</span>
              <Tex latex={latex} />
            </li>
          ))}
        </ol>
      ) : (
        <p className={styles.note}>The steps of the update are written out when the run pauses.</p>
      )}
      <p className={styles.code}>
        PyTorch: <code>{optimizer.pytorch("parameters", values, document.training.rate)}</code>
      </p>
    </section>
  );
}

function ParameterChoice({ parameterIndex }: { readonly parameterIndex: number }) {
  const graph = useBackflow((state) => documentOf(state).graph);
  const selection = useBackflow(selectedNodes);
  const choices = useMemo(() => {
    const plan = planOf(graph);
    const all = Array.from({ length: Math.min(plan.parameterCount, 5000) }, (_, index) => ({
      index,
      ...parameterName(plan, index),
    }));
    const selected = all.filter(({ node }) => selection.has(node));
    return (selected.length > 0 ? selected : all).slice(0, MOST_CHOICES);
  }, [graph, selection]);
  const name = parameterName(planOf(graph), parameterIndex);
  return (
    <>
      {" of "}
      <select
        className={styles.choice}
        aria-label="Parameter whose update is written out"
        value={parameterIndex}
        onChange={(event) => useTraining.setState({ parameter: Number(event.currentTarget.value) })}
      >
        {!choices.some(({ index }) => index === parameterIndex) && (
          <option value={parameterIndex}>{name.text}</option>
        )}
        {choices.map(({ index, text }) => (
          <option key={index} value={index}>
            {text}
          </option>
        ))}
      </select>
    </>
  );
}
