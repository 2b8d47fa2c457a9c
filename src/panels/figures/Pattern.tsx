import styles from "./figures.module.css";

/** Of more units a pattern is no longer read off. */
export const MOST_SQUARES = 8;

/** An activation pattern: a square for each unit, filled where it is active. */
export function Pattern({ active }: { readonly active: readonly boolean[] }) {
  return (
    <span className={styles.pattern}>
      {active.map((isActive, unit) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: units are known by their place.
          key={unit}
          className={styles.square}
          data-box=""
          data-active={isActive}
        />
      ))}
    </span>
  );
}
