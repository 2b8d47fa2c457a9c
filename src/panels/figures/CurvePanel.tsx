import { memo, Suspense } from "react";
import type { DrawnPoint } from "@/data";
import type { ShadedInterval, SweptCurve } from "@/engine/sweep";
import { keyed, laterPart } from "@/ui";
import {
  BandMark,
  CurveMark,
  DiamondMark,
  DotMark,
  GripMark,
  HandleMark,
  HorizontalAxis,
  type LinearScale,
  RuleLine,
  RuleMark,
  SegmentMark,
  TangentMark,
  VerticalAxis,
} from "@/ui/plot";
import type { PanelBox } from "./curve-layout";
import { MOST_DRAWN_JOINTS } from "./curve-model";
import type { RowPoint } from "./row-points";

const DrawnCurve = laterPart(async () => (await import("./DrawnCurve")).DrawnCurve);

/** Half of the chip of the present point with half of a tick's number beside it, pixels. */
const HALF_CHIP = 52;

export interface CurvePanelProps {
  readonly box: PanelBox;
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly curves: readonly SweptCurve[];
  /** The curves are those of the units of one node. */
  readonly areUnits: boolean;
  /** The units are painted beneath, and not drawn as curves. */
  readonly isStrip: boolean;
  readonly present: number | undefined;
  readonly shaded: readonly ShadedInterval[];
  /** The present region of the first curve. */
  readonly region: readonly [from: number, to: number] | null;
  readonly rows: readonly RowPoint[];
  readonly rules: readonly number[];
  readonly showsTangent: boolean;
  readonly showsJoints: boolean;
  readonly showsResiduals: boolean;
  readonly isMain: boolean;
  /** How much larger than ordinary the browser sets letters. */
  readonly letters: number;
  /** Others of its kind, such as earlier members of a family. */
  readonly ghosts: readonly Pick<SweptCurve, "points" | "values">[];
  /** Places of the curve by which its slope is pulled. */
  readonly grips: readonly { readonly at: number; readonly value: number }[];
  /** The points of a drawn curve that the curve is to come near to: outside its interval is shaded. */
  readonly drawn: readonly DrawnPoint[] | null;
  /** What the curve never exceeds, where that is known. */
  readonly bound: number | null;
  readonly clip: string;
}

/** One panel of a curve figure: grounds first, then axes, curves, rows and the present point. */
export const CurvePanel = memo(function CurvePanel(props: CurvePanelProps) {
  const { box, x, y, curves, present, shaded, region, rows, rules, ghosts, clip, drawn } = props;
  const [main, ...others] = curves;
  if (!main) return null;
  if (props.isStrip) {
    return (
      <g>
        <VerticalAxis scale={y} from={box.left} to={box.left} count={4} letters={props.letters} />
        {box.hasAxis && <HorizontalAxis scale={x} y={box.bottom} />}
        {present !== undefined && present >= x.domain[0] && present <= x.domain[1] && (
          <HandleMark x={x(present)} axisY={box.bottom} valueY={box.top} />
        )}
      </g>
    );
  }
  const few = main.joints.length <= MOST_DRAWN_JOINTS;
  const value = main.present.value;
  const isInView = present !== undefined && present >= x.domain[0] && present <= x.domain[1];
  return (
    <g>
      <clipPath id={clip}>
        <rect
          x={box.left}
          y={box.top - 1}
          width={Math.max(0, box.right - box.left)}
          height={box.bottom - box.top + 2}
        />
      </clipPath>
      {region && (
        <BandMark
          from={x(Math.max(region[0], x.domain[0]))}
          to={x(Math.min(region[1], x.domain[1]))}
          top={box.top}
          bottom={box.bottom}
          meaning="present"
        />
      )}
      {drawn &&
        [
          [x.domain[0], drawn[0]?.x],
          [drawn.at(-1)?.x, x.domain[1]],
        ].map(([from = 0, to = 0]) =>
          from < to ? (
            <BandMark
              key={from}
              from={Math.max(box.left, x(from))}
              to={Math.min(box.right, x(to))}
              top={box.top}
              bottom={box.bottom}
              meaning="present"
            />
          ) : null,
        )}
      {shaded.map(({ from, to, state }) => (
        <BandMark
          key={`${from} ${state}`}
          from={x(from)}
          to={x(to)}
          top={box.top}
          bottom={box.bottom}
          meaning={state}
        />
      ))}
      <VerticalAxis
        scale={y}
        from={box.left}
        to={box.right}
        count={props.isMain ? 5 : 2}
        letters={props.letters}
      />
      {box.hasAxis && (
        <HorizontalAxis
          scale={x}
          y={box.bottom}
          count={Math.max(2, Math.floor((box.right - box.left) / (90 * props.letters)))}
          free={isInView ? besideChip(x(present), props.letters) : []}
        />
      )}
      {props.bound !== null && <RuleLine y={y(props.bound)} from={box.left} to={box.right} />}
      {rules.map((at) => (
        <RuleMark key={at} x={x(at)} top={box.top} bottom={box.bottom} />
      ))}
      <g clipPath={`url(#${clip})`}>
        {keyed(ghosts).map(({ key, item: ghost }) => (
          <CurveMark
            key={key}
            points={ghost.points}
            values={ghost.values}
            x={x}
            y={y}
            tone="pale"
          />
        ))}
        {drawn && (
          <Suspense>
            <DrawnCurve points={drawn} x={x} y={y} />
          </Suspense>
        )}
        {keyed(others).map(({ key, item: curve }) => (
          <CurveMark
            key={key}
            points={curve.points}
            values={curve.values}
            x={x}
            y={y}
            tone={props.areUnits ? "thin" : "pale"}
          />
        ))}
        <CurveMark
          points={main.points}
          values={main.values}
          x={x}
          y={y}
          tone={props.areUnits ? "thin" : "ink"}
        />
        {props.showsResiduals &&
          rows.map(({ row, at, target, value: own }) =>
            target === null ? null : (
              <SegmentMark
                key={row}
                from={[x(at), y(target)]}
                to={[x(at), y(own)]}
                meaning="residual"
              />
            ),
          )}
        {props.showsTangent && !props.areUnits && isInView && present !== undefined && (
          <TangentMark
            at={present}
            value={value}
            slope={main.present.slope}
            x={x}
            y={y}
            reach={props.isMain ? 80 : 32}
          />
        )}
        {rows.map(({ row, at, target, hollow, chosen }) => (
          <DotMark
            key={row}
            x={x(at)}
            y={target === null ? box.bottom - 8 : y(target)}
            hollow={hollow}
            chosen={chosen}
          />
        ))}
      </g>
      {props.showsJoints &&
        !props.areUnits &&
        few &&
        main.joints.map((at) => (
          <DiamondMark
            key={at}
            x={x(at)}
            y={Math.max(box.top, Math.min(box.bottom, y(valueAtJoint(main, at))))}
            size={props.isMain ? 7 : 5}
          />
        ))}
      {props.grips
        .filter((grip) => grip.value >= y.domain[0] && grip.value <= y.domain[1])
        .map((grip) => (
          <GripMark key={grip.at} x={x(grip.at)} y={y(grip.value)} />
        ))}
      {isInView && present !== undefined && Number.isFinite(value) && (
        <HandleMark
          x={x(present)}
          axisY={box.bottom}
          valueY={Math.max(box.top - 4, Math.min(box.bottom + 4, y(value)))}
        />
      )}
    </g>
  );
});

/** What the chip with the axis' own number covers: no tick is told half. */
function besideChip(at: number, letters: number): readonly (readonly [number, number])[] {
  return [[at - HALF_CHIP * letters, at + HALF_CHIP * letters]];
}

function valueAtJoint(curve: SweptCurve, at: number): number {
  return curve.values[curve.points.indexOf(at)] ?? Number.NaN;
}
