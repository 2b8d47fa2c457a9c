import type { Bounds } from "./bounds";

/** What a flag takes at most above its node: as in `node.module.css`, canvas units. */
export const FLAG = { width: 190, height: 46, foot: 10 };
/** Between a flag and the label below it. */
const GAP = 3;
/** Further above its node a flag would not be taken for that of this node. */
const HIGHEST = 96;

/**
 * How much higher than usual the flag of each node has to stand, so that it covers no label: those beside a node may be higher
 * than the node, and a flag is wider. In canvas units, in the order of the nodes.
 */
export function flagLifts(nodes: readonly Bounds[], labels: readonly Bounds[]): readonly number[] {
  const sorted = labels.toSorted((a, b) => b.top - a.top);
  return nodes.map((node) => {
    const middle = (node.left + node.right) / 2;
    const [left, right] = [middle - FLAG.width / 2, middle + FLAG.width / 2];
    let lift = 0;
    // From the lowest up: what a lifted flag comes to lie on lifts it further.
    for (const label of sorted) {
      if (label.right <= left || label.left >= right) continue;
      const foot = node.top - FLAG.foot - lift;
      if (label.top >= foot + FLAG.foot || label.bottom <= foot - FLAG.height) continue;
      const wanted = node.top - FLAG.foot - label.top + GAP;
      if (wanted > HIGHEST) break;
      lift = Math.max(lift, wanted);
    }
    return lift;
  });
}
