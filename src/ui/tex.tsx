import { memo } from "react";
import { classes } from "./classes";
import styles from "./tex.module.css";
import { texHtml } from "./tex-html";

export interface TexProps {
  /** The source. Text by users must have passed an allow-list of symbols before. */
  latex: string;
  className?: string | undefined;
  /** Display style, as a block of its own. */
  display?: boolean | undefined;
  /** What a screen reader says instead of KaTeX's MathML. */
  label?: string | undefined;
}

/** A formula set by KaTeX; what KaTeX refuses is shown as the plain source. */
export const Tex = memo(function Tex({ latex, className, display = false, label }: TexProps) {
  const html = texHtml(latex, display);
  const name = classes(display && styles.display, className);
  const body =
    html === null ? (
      <span className={styles.plain} data-source="">
        {latex}
      </span>
    ) : (
      // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own output with trust: false, which escapes all text; the only place where HTML is set.
      <span dangerouslySetInnerHTML={{ __html: html }} />
    );
  if (label === undefined) return <span className={name}>{body}</span>;
  return (
    <span className={name} role="img" aria-label={label}>
      <span aria-hidden="true">{body}</span>
    </span>
  );
});
