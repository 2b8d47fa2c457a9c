import { trainingRows } from "@/data";
import { documentOf, useBackflow } from "@/store";
import { CommandButton } from "../page/CommandButton";
import styles from "./chooser.module.css";

/** Which sample i is shown, with a way to the others; nothing where there is only one. */
export function SampleChooser() {
  const data = useBackflow((state) => documentOf(state).data);
  const sample = useBackflow((state) => state.sample);
  if (data.rows === 1) return null;
  const training = trainingRows(data);
  return (
    <div className={styles.chooser}>
      <CommandButton id="sampleBefore" />
      <span>
        {sample < training
          ? `Sample i = ${sample + 1} of ${training}`
          : `Validation sample ${sample - training + 1} of ${data.validation}`}
      </span>
      <CommandButton id="nextSample" />
    </div>
  );
}
