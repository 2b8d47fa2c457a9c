import type { ReactNode } from "react";
import type { GraphNode } from "@/graph";
import type { Frame } from "@/store";
import styles from "./node-panel.module.css";

/** What every part of the details looks at. */
export interface NodePartProps {
  readonly frame: Frame;
  readonly node: GraphNode;
}

/** A part of the drawer with its heading. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Which colour a derivative has. */
export function signClass(value: number): string | undefined {
  return value > 0 ? styles.positive : value < 0 ? styles.negative : undefined;
}
