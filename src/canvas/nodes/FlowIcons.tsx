import type { Flow } from "@/engine";
import { Icon } from "@/ui";
import styles from "./node.module.css";

const WORDS = ["vanishing", "blocked", "cancelled", "exploding", "not-finite", "cut-off"] as const;

/** The icon of each word for a gradient that starves: drawn once, and used by every node that needs it. */
export function FlowIcons() {
  return (
    <svg className={styles.flowIcons} aria-hidden="true">
      {WORDS.map((word) => (
        <symbol key={word} id={`flow-${word}`}>
          <Icon name={word} />
        </symbol>
      ))}
    </svg>
  );
}

/** What a node uses to show the icon of a word; nothing where the word has none. */
export function flowIconOf(flow: Flow | null): string {
  return WORDS.some((word) => word === flow) ? `#flow-${flow}` : "";
}
