import type { CSSProperties } from "react";
import { classes } from "@/ui";
import styles from "./node.module.css";

/** The class and style of a text that is set as large as its node has room for it; beyond the longest its end fades. */
export function fittedText(
  className: string | undefined,
  characters: number,
  longest: number,
): { readonly className: string | undefined; readonly style: CSSProperties } {
  const shown = Math.min(longest, Math.max(1, characters));
  return {
    className: classes(className, characters > longest && styles.cut),
    style: { "--characters": shown } as CSSProperties,
  };
}
