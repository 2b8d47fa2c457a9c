import { memo, useSyncExternalStore } from "react";
import { classes } from "./classes";
import styles from "./tex.module.css";
import { onTexSettled, texHtml, texIsSettled } from "./tex-html";

export interface TexProps {
  /** The source. Text by users must have passed an allow-list of symbols before. */
  latex: string;
  className?: string | undefined;
  /** Display style, as a block of its own. */
  display?: boolean | undefined;
  /** What a screen reader says instead of KaTeX's MathML. */
  label?: string | undefined;
}

/** A formula set by KaTeX; what KaTeX refuses is shown as the plain source. Until KaTeX is there, what is said of it. */
export const Tex = memo(function Tex({ latex, className, display = false, label }: TexProps) {
  const isLean = label !== undefined && !display;
  const isSettled = useSyncExternalStore(onTexSettled, texIsSettled, texIsSettled);
  const html = texHtml(latex, isLean ? "lean" : display ? "display" : "inline");
  const name = classes(display && styles.display, isLean && styles.lean, className);
  const voice = label === undefined ? {} : { role: "img", "aria-label": label };
  const body = !isSettled ? (
    <span>{label}</span>
  ) : html === null ? (
    <span className={styles.plain} data-source="">
      {latex}
    </span>
  ) : (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own output with trust: false, which escapes all text; the only place where HTML is set.
    <span dangerouslySetInnerHTML={{ __html: html }} />
  );
  return (
    <span className={name} {...voice}>
      {body}
    </span>
  );
});
