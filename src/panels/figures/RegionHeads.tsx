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
  /** How much larger than ordinary the browser sets letters. */
  readonly letters: number;
}

/** Pixels, in letters of the ordinary size: what stands above a panel, and how much higher it begins than it needs. */
export const REGION_HEAD = 46;
const RAISED = 2;
const NARROWEST = 36;
/** From here on there is room for the word "slope". */
const WIDE = 110;
/** Pixels of a digit of a slope: in narrow regions it is smaller. */
const DIGIT = 9.5;

/** Above each linear region: which units are active, and its slope. */
export function RegionHeads({ graph, regions, x, box, letters }: RegionHeadsProps) {
  const { edges, slopes, patterns, present } = regions;
  const units = patterns.units.map(({ node }) => nodeText(graph, node)).join(", ");
  const heads = slopes.map((slope, region) => {
    const from = Math.max(box.left, x(edges[region] as number));
    const to = Math.min(box.right, x(edges[region + 1] as number));
    const active = patterns.active[region] ?? [];
    if (to - from < NARROWEST * letters) return null;
    const text = slope === 0 ? formatNumber(0) : formatSigned(slope);
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
        style={{ left: from, width: to - from, top: box.top - REGION_HEAD * letters - RAISED }}
        title={isTold ? `active: ${names.join(", ") || "none"}` : undefined}
      >
        {isTold && <Pattern active={active} />}
        {patterns.units.length > MOST_SQUARES && (
          <span
            className={styles.soft}
            data-text={`${active.filter(Boolean).length} of ${patterns.units.length}`}
          >
            {active.filter(Boolean).length} of {patterns.units.length}
          </span>
        )}
        <span
          className={styles.regionSlope}
          data-sign={sign}
          data-narrow={to - from < text.length * DIGIT * letters}
        >
          {to - from > WIDE * letters && (
            <span className={styles.soft} data-text="slope">
              slope{" "}
            </span>
          )}
          <span data-text={text}>{text}</span>
        </span>
      </span>
    );
  });
  if (patterns.units.length === 0 || patterns.units.length > MOST_SQUARES) return heads;
  return (
    <>
      <span
        className={styles.activeSign}
        style={{ left: box.nameLeft, top: box.top - REGION_HEAD * letters }}
        title={`A filled square is an active unit, in the order ${units}.`}
      >
        <span className={styles.square} data-box="" data-active="true" />
        <span data-text="active">active</span>
      </span>
      {heads}
    </>
  );
}
