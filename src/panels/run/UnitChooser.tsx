import { CommandButton } from "../page/CommandButton";
import styles from "./chooser.module.css";

/** Which of the numbers of a step is shown, with a way to the others. */
export function UnitChooser({ shown }: { readonly shown: string }) {
  return (
    <div className={styles.chooser}>
      <CommandButton id="unitBefore" />
      <span>{shown}</span>
      <CommandButton id="nextUnit" />
    </div>
  );
}
