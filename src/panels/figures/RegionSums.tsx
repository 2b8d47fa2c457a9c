import { equalTo, formatNumber } from "@/explain";
import { axisText, slopeSum } from "@/explain/figures";
import type { Axis, Graph } from "@/graph";
import type { Regions } from "./curve-model";
import styles from "./figures.module.css";

interface RegionSumsProps {
  readonly graph: Graph;
  readonly axis: Axis;
  readonly regions: Regions;
}

/** Why each linear region has its slope: the sum of ϕ·θ over its active units, symbols and numbers. */
export function RegionSums({ graph, axis, regions }: RegionSumsProps) {
  const { edges, slopes, sums, present } = regions;
  if (!sums) return null;
  const along = axisText(graph, axis);
  return (
    <ul className={styles.sums} aria-label="Slopes of the linear regions">
      {slopes.map((slope, region) => {
        const { symbols, numbers } = slopeSum(graph, sums[region] ?? []);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: regions are known by their place.
          <li key={region} data-present={region === present}>
            <span className={styles.sumsRange}>{whereOf(along, edges, region)}</span>
            <span>
              {numbers === "0" ? `${symbols}: 0` : `${symbols} = ${numbers} ${equalTo(slope)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function whereOf(along: string, edges: readonly number[], region: number): string {
  const [from, to] = [edges[region] ?? 0, edges[region + 1] ?? 0].map((edge) => formatNumber(edge));
  const isLast = region === edges.length - 2;
  if (region === 0) return isLast ? `all ${along}` : `${along} < ${to}`;
  return isLast ? `${along} > ${from}` : `${from} < ${along} < ${to}`;
}
