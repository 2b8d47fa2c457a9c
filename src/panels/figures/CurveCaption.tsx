import { type RefObject, useMemo } from "react";
import type { SweptCurve, UnitStrip } from "@/engine/sweep";
import { equalTo } from "@/explain";
import { regionsSentence, slopeSum } from "@/explain/figures";
import type { Graph } from "@/graph";
import { largestShown } from "../maps/map-scale";
import { ColourScale } from "./ColourScale";
import type { Regions } from "./curve-model";
import styles from "./figures.module.css";

/** Signs of a figure that do not explain themselves. */
export type CurveSign = "inactive" | "saturated" | "validation";

const SIGN_WORDS: { readonly [Sign in CurveSign]: string } = {
  inactive: "inactive",
  saturated: "saturated",
  validation: "hollow: validation",
};
const SIGNS = ["inactive", "saturated", "validation"] as const satisfies readonly CurveSign[];

/** The caption while something is held: other words would move the plot under the pointer. */
export interface HeldCaption {
  /** What it has at least, in pixels. */
  readonly height: number;
  /** Is it no higher either? Of a point that moves along the curve all words are wanted. */
  readonly isCut: boolean;
}

interface CurveCaptionProps {
  readonly paragraph: RefObject<HTMLParagraphElement | null>;
  /** null: as high as its words. */
  readonly held: HeldCaption | null;
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
  /** What is shaded, or drawn hollow, and has to be told. */
  readonly signs: ReadonlySet<CurveSign>;
  /** What a pull on the curve changes, while it is done: that stands over the end of the other words. */
  readonly pulled: string | null;
}

/** How many joints and regions there are, and why the present region has its slope. */
export function CurveCaption(props: CurveCaptionProps) {
  const { graph, curve, regions, units, strip, isDrawn, pulled, signs, held } = props;
  const sum = regions?.sum ? slopeSum(graph, regions.sum) : null;
  const told = SIGNS.filter((sign) => signs.has(sign)).map((sign) => (
    <span key={sign} className={styles.sign} data-sign={sign}>
      {SIGN_WORDS[sign]}
    </span>
  ));
  const frame = {
    ref: props.paragraph,
    className: styles.caption,
    "data-held": held?.isCut,
    style: held ? { [held.isCut ? "blockSize" : "minBlockSize"]: held.height } : undefined,
  };
  if (props.isOneOfMany) return told.length > 0 && <p {...frame}>{told}</p>;
  return (
    <p {...frame}>
      <span>
        {units === 1
          ? regionsSentence(curve, regions?.total ?? null)
          : `${units} units, ${strip ? "the first on top" : "a thin line each"}`}
      </span>
      {strip && <StripScale strip={strip} />}
      {isDrawn && (
        <span>pale: the drawn curve; shaded: outside it, the network goes straight on</span>
      )}
      {told}
      {pulled !== null && <span className={styles.pulled}>{pulled}</span>}
      {sum && (
        <span className={styles.slopeSum}>
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
