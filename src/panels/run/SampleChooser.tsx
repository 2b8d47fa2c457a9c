import { documentOf, useBackflow } from "@/store";
import { CommandButton } from "../page/CommandButton";
import styles from "./chooser.module.css";

/** Which sample i is shown, with a way to the others; nothing where there is only one. */
export function SampleChooser() {
  const batch = useBackflow((state) => documentOf(state).graph.batch);
  const sample = useBackflow((state) => state.sample);
  if (batch === 1) return null;
  return (
    <div className={styles.chooser}>
      <CommandButton id="sampleBefore" />
      <span>
        Sample i = {sample + 1} of {batch}
      </span>
      <CommandButton id="nextSample" />
    </div>
  );
}
