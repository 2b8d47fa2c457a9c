import type { BackflowDocument, CurveFigure, Read } from "@/graph";
import styles from "./figures.module.css";

interface TermSliderProps {
  /** What is added so far. */
  readonly name: string;
  readonly terms: number;
  readonly added: number;
  readonly onChange: (added: number) => void;
}

/** Adds the terms of a linear node one by one: β, then what each wire brings. */
export function TermSlider({ name, terms, added, onChange }: TermSliderProps) {
  return (
    <label className={styles.build}>
      Unit by unit
      <input
        type="range"
        min={0}
        max={terms}
        value={added}
        aria-valuetext={name}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
      <output>{name}</output>
    </label>
  );
}

/** How many terms the first read of a figure is the sum of; 0 where there are none to add one by one. */
export function termsOf({ numbers }: BackflowDocument, { panels }: CurveFigure): number {
  const first = panels[0]?.[0];
  if (first?.kind !== "value") return 0;
  const own = numbers.get(first.node);
  return own?.kind === "linear" && own.omega.length > 1 ? own.omega.length : 0;
}

/** The panels with β and the first so many terms in the place of the whole sum, which stands pale behind. */
export function withTerms(
  panels: readonly (readonly Read[])[],
  terms: number,
  added: number | null,
): readonly (readonly Read[])[] {
  const [first, ...others] = panels;
  const read = first?.[0];
  if (!first || read?.kind !== "value" || added === null || added >= terms) return panels;
  return [
    [{ kind: "partial", node: read.node, ports: added, unit: read.unit }, ...first],
    ...others,
  ];
}
