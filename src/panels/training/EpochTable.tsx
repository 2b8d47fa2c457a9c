import { trainingRows } from "@/data";
import { documentOf, useBackflow } from "@/store";
import { iterationsPerEpoch } from "@/training";
import { Tex } from "@/ui";
import { usePlottedRun } from "./plotted-run";
import styles from "./training.module.css";

/** The lecture's table: how many iterations an epoch has, with the row of the present batch size lit. */
export function EpochTable() {
  const batchSize = useBackflow((state) => documentOf(state).training.batchSize);
  const rows = useBackflow((state) => trainingRows(documentOf(state).data));
  const sampleGradients = usePlottedRun(({ session }) => session.picture?.sampleGradients ?? 0);
  const kind = batchSize === "all" || batchSize >= rows ? "all" : batchSize === 1 ? "one" : "mini";
  const size = batchSize === "all" ? rows : Math.min(batchSize, rows);
  const each = iterationsPerEpoch(rows, size);
  const whole = rows % size === 0;
  const fraction = whole
    ? `\\dfrac{N}{B} = \\dfrac{${rows}}{${size}} = ${each}`
    : `\\left\\lceil\\dfrac{N}{B}\\right\\rceil = \\left\\lceil\\dfrac{${rows}}{${size}}\\right\\rceil = ${each}`;
  return (
    <section className={styles.section} aria-label="Iterations per epoch">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Algorithm</th>
            <th scope="col">iterations per epoch</th>
          </tr>
        </thead>
        <tbody>
          <tr data-lit={kind === "all"} aria-current={kind === "all" ? "true" : undefined}>
            <th scope="row">Batch gradient descent</th>
            <td>1</td>
          </tr>
          <tr data-lit={kind === "one"} aria-current={kind === "one" ? "true" : undefined}>
            <th scope="row">Stochastic Gradient Descent</th>
            <td>
              <Tex latex={`N = ${rows}`} />
            </td>
          </tr>
          <tr data-lit={kind === "mini"} aria-current={kind === "mini" ? "true" : undefined}>
            <th scope="row">Mini-batch Gradient Descent</th>
            <td>
              <Tex latex={kind === "mini" ? fraction : "\\dfrac{N}{B}"} />
            </td>
          </tr>
        </tbody>
      </table>
      {kind === "mini" && !whole && (
        <p className={styles.note}>
          {rows} / {size} is not whole, so it is rounded up: the last mini-batch of an epoch has
          only {rows % size} of {size} rows, and each of them weighs more.
        </p>
      )}
      <p className={styles.note}>
        {sampleGradients} sample gradients so far: the cost by which batch and online descent
        compare fairly.
      </p>
    </section>
  );
}
