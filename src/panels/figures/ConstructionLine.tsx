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
import { logSlider } from "../network/log-slider";
import styles from "./figures.module.css";

const slider = logSlider(MOST_CONSTRUCTED_UNITS);

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
        max={slider.steps}
        value={slider.stepOf(units)}
        aria-label="Hidden units D, by construction"
        aria-valuetext={`${units}`}
        onPointerDown={({ currentTarget }) => {
          currentTarget.dataset.gesture = beginGesture("drag").id;
        }}
        onKeyDown={({ currentTarget, repeat }) => {
          if (!repeat) currentTarget.dataset.gesture = beginGesture("step").id;
        }}
        onChange={({ currentTarget }) => {
          const count = slider.valueAt(Number(currentTarget.value), units);
          construct(count, currentTarget.dataset.gesture);
        }}
      />
      <Button variant="outline" onClick={() => construct(units)}>
        Place the joints on the drawn curve
      </Button>
    </div>
  );
}
