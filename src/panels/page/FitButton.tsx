import { useBackflow } from "@/store";
import { CommandButton } from "./CommandButton";
import styles from "./fit-button.module.css";

/** Shows the whole graph; a badge counts the nodes that are not whole in view. */
export function FitButton() {
  const beyond = useBackflow((state) => state.nodesBeyond);
  return (
    <span className={styles.fit}>
      <CommandButton id="fit" variant="outline" />
      {beyond > 0 && (
        <span className={styles.badge}>
          <span aria-hidden="true">+{beyond}</span>
          <span className="visually-hidden">
            {beyond === 1 ? "One node is" : `${beyond} nodes are`} not whole in view
          </span>
        </span>
      )}
    </span>
  );
}
