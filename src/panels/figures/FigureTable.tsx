import type { SweptCurve } from "@/engine/sweep";
import { equalTo, formatNumber } from "@/explain";
import { axisText, readText, slopeText } from "@/explain/figures";
import type { Axis, Graph } from "@/graph";
import styles from "./figures.module.css";

interface FigureTableProps {
  readonly graph: Graph;
  readonly axis: Axis;
  readonly present: number | undefined;
  readonly curves: readonly SweptCurve[];
}

/** Regions and joints beyond this number are counted only. */
const MOST_ROWS = 40;

/** The figure for those who do not see it: present values and slopes, then regions from joint to joint. */
export function FigureTable({ graph, axis, present, curves }: FigureTableProps) {
  const along = axisText(graph, axis);
  return (
    <table className={styles.hiddenTable}>
      <caption>{present === undefined ? "" : `At ${along} ${equalTo(present)}`}</caption>
      <thead>
        <tr>
          <th scope="col">Curve</th>
          <th scope="col">Value</th>
          <th scope="col">Slope</th>
          <th scope="col">Joints</th>
          <th scope="col">Slopes of its regions</th>
        </tr>
      </thead>
      <tbody>
        {curves.map((curve, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same node may be read twice.
          <tr key={index}>
            <th scope="row">{readText(graph, curve.read)}</th>
            <td>{present === undefined ? "none" : formatNumber(curve.present.value)}</td>
            <td>
              {present === undefined
                ? "none"
                : `${slopeText(graph, curve.read, axis)} ${equalTo(curve.present.slope)}`}
            </td>
            <td>{listOf(curve.joints)}</td>
            <td>{listOf(curve.slopes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function listOf(numbers: readonly number[]): string {
  if (numbers.length === 0) return "none";
  const told = numbers.slice(0, MOST_ROWS).map((number) => formatNumber(number));
  const left = numbers.length - told.length;
  return left > 0 ? `${told.join(", ")} and ${left} more` : told.join(", ");
}
