import { useId } from "react";
import {
  type BackflowDocument,
  constructibleNetwork,
  MOST_CONSTRUCTED_UNITS,
  success,
  withConstruction,
} from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { Button, beginGesture } from "@/ui";
import styles from "./figures.module.css";

/** Steps of the slider: its places are even on a log axis, as those of the figure. */
const STEPS = 150;

const unitsAt = (step: number): number => Math.round(MOST_CONSTRUCTED_UNITS ** (step / STEPS));
const stepOf = (units: number): number =>
  Math.round((STEPS * Math.log(units)) / Math.log(MOST_CONSTRUCTED_UNITS));

/** D by slider: its joints are placed on the drawn curve, by construction. Nothing where the graph is another. */
export function ConstructionLine({ document }: { readonly document: BackflowDocument }) {
  const id = useId();
  const network = constructibleNetwork(document);
  if (!network) return null;
  const units = network.hidden.width;
  const construct = (count: number, gesture?: string) => {
    const now = documentOf(useBackflow.getState());
    const found = constructibleNetwork(now);
    if (!found) return;
    useBackflow
      .getState()
      .apply(
        success(withConstruction(now, found, count)),
        gesture === undefined ? {} : { gesture },
      );
  };
  return (
    <div className={styles.construction}>
      <label htmlFor={id}>D = {units}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={STEPS}
        value={stepOf(units)}
        aria-label="Hidden units D, by construction"
        aria-valuetext={`${units}`}
        onPointerDown={({ currentTarget }) => {
          currentTarget.dataset.gesture = beginGesture("drag").id;
        }}
        onKeyDown={({ currentTarget, repeat }) => {
          if (!repeat) currentTarget.dataset.gesture = beginGesture("step").id;
        }}
        onChange={({ currentTarget }) => {
          const step = Number(currentTarget.value);
          // Of few units, several steps are one number: each step leads on to the next.
          const wanted = unitsAt(step);
          const next =
            wanted !== units
              ? wanted
              : units + (step > stepOf(units) ? 1 : step < stepOf(units) ? -1 : 0);
          const count = Math.max(1, Math.min(MOST_CONSTRUCTED_UNITS, next));
          construct(count, currentTarget.dataset.gesture);
        }}
      />
      <Button variant="outline" onClick={() => construct(units)}>
        Place the joints on the drawn curve
      </Button>
    </div>
  );
}
