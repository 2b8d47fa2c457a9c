import { useMemo } from "react";
import type { SweptCurve, UnitStrip } from "@/engine/sweep";
import { equalTo } from "@/explain";
import { regionsSentence, slopeSum } from "@/explain/figures";
import type { Graph } from "@/graph";
import { ColourScale } from "./ColourScale";
import type { Regions } from "./curve-model";
import styles from "./figures.module.css";
import { largestShown } from "./map-scale";

interface CurveCaptionProps {
  readonly graph: Graph;
  /** One of several side by side: what it is alone says nothing of the others. */
  readonly isOneOfMany: boolean;
  readonly curve: SweptCurve;
  readonly regions: Regions | null;
  /** Of the node that is plotted. */
  readonly units: number;
  /** The units as they are painted; null where they are lines. */
  readonly strip: UnitStrip | null;
  /** Is there a drawn curve that the network is to come near to? */
  readonly isDrawn: boolean;
  /** What a pull on the curve changes, while it is done: that stands in the place of the slope. */
  readonly pulled: string | null;
}

/** How many joints and regions there are, and why the present region has its slope. */
export function CurveCaption(props: CurveCaptionProps) {
  const { graph, curve, regions, units, strip, isDrawn, pulled } = props;
  const sum = regions?.sum ? slopeSum(graph, regions.sum) : null;
  if (props.isOneOfMany) return null;
  return (
    <p className={styles.caption}>
      <span>
        {units === 1
          ? regionsSentence(curve, regions?.total ?? null)
          : `${units} units, ${strip ? "the first on top" : "a thin line each"}`}
      </span>
      {strip && <StripScale strip={strip} />}
      {isDrawn && (
        <span>pale: the drawn curve; shaded: outside it, the network goes straight on</span>
      )}
      {pulled !== null && <span className={styles.pulled}>{pulled}</span>}
      {pulled === null && sum && (
        <span className={styles.sum}>
          {sum.numbers === "0"
            ? `slope here: ${sum.symbols}, so 0`
            : `slope here = ${sum.symbols} = ${sum.numbers} ${equalTo(curve.present.slope)}`}
        </span>
      )}
    </p>
  );
}

function StripScale({ strip: { values } }: { readonly strip: UnitStrip }) {
  const largest = useMemo(() => largestShown(values), [values]);
  const isClipped = values.some((value) => Math.abs(value) > largest);
  return <ColourScale middle={0} largest={largest} isClipped={isClipped} />;
}
