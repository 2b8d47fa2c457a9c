import styles from "./figures.module.css";

/** Shows a figure's own view again. What is done on the button is no gesture on the figure beneath it. */
export function FitButton({ onFit }: { readonly onFit: () => void }) {
  return (
    <button
      type="button"
      className={styles.fit}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={onFit}
    >
      Fit
    </button>
  );
}
