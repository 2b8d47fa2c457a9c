import { formatNumber, formatSigned, nodeText } from "@/explain";
import type { Graph } from "@/graph";
import type { Scale } from "@/ui/plot";
import type { PanelBox } from "./curve-layout";
import type { Regions } from "./curve-model";
import styles from "./figures.module.css";
import { MOST_SQUARES, Pattern } from "./Pattern";

interface RegionHeadsProps {
  readonly graph: Graph;
  readonly regions: Regions;
  readonly x: Scale;
  readonly box: PanelBox;
}

const NARROWEST = 36;

/** Above each linear region: which units are active, and its slope. */
export function RegionHeads({ graph, regions, x, box }: RegionHeadsProps) {
  const { edges, slopes, patterns, present } = regions;
  return slopes.map((slope, region) => {
    const from = Math.max(box.left, x(edges[region] as number));
    const to = Math.min(box.right, x(edges[region + 1] as number));
    const active = patterns.active[region] ?? [];
    if (to - from < NARROWEST) return null;
    const sign = slope > 0 ? "positive" : slope < 0 ? "negative" : "zero";
    const names = patterns.units
      .filter((_, unit) => active[unit])
      .map(({ node }) => nodeText(graph, node));
    const isTold = patterns.units.length > 0 && patterns.units.length <= MOST_SQUARES;
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: regions are known by their place.
        key={region}
        className={styles.regionHead}
        data-present={region === present}
        style={{ left: from, width: to - from, top: box.top - 48 }}
        title={isTold ? `active: ${names.join(", ") || "none"}` : undefined}
      >
        {isTold && <Pattern active={active} />}
        {patterns.units.length > MOST_SQUARES && (
          <span className={styles.soft}>
            {active.filter(Boolean).length} of {patterns.units.length}
          </span>
        )}
        <span className={styles.regionSlope} data-sign={sign}>
          {to - from > 110 && <span className={styles.soft}>slope </span>}
          {slope === 0 ? formatNumber(0) : formatSigned(slope)}
        </span>
      </span>
    );
  });
}
