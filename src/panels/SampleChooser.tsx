import { documentOf, useBackflow } from "@/store";
import { IconButton } from "@/ui";
import styles from "./sample-chooser.module.css";

/** Which sample i is shown, with a way to the others; nothing where there is only one. */
export function SampleChooser() {
  const batch = useBackflow((state) => documentOf(state).graph.batch);
  const sample = useBackflow((state) => state.sample);
  const setSample = useBackflow((state) => state.setSample);
  if (batch === 1) return null;
  return (
    <div className={styles.chooser}>
      <IconButton
        icon="chevron"
        label="Sample before"
        className={styles.before}
        disabled={sample === 0}
        onClick={() => setSample(sample - 1)}
      />
      <span>
        Sample i = {sample + 1} of {batch}
      </span>
      <IconButton
        icon="chevron"
        label="Next sample"
        disabled={sample === batch - 1}
        onClick={() => setSample(sample + 1)}
      />
    </div>
  );
}
