import { memo } from "react";
import type { Graph, Layout } from "@/graph";
import { opOf } from "@/ops";
import { keyed } from "@/ui";
import styles from "./thumbnail.module.css";

const WIDTH = 240;
const HEIGHT = 64;
const MARGIN = 10;

/** A graph as dots and lines, from its layout: rings are given numbers, dots are computed, the square is a loss. */
export const Thumbnail = memo(function Thumbnail({
  graph,
  layout,
}: {
  readonly graph: Graph;
  readonly layout: Layout;
}) {
  const pointOf = placing(layout);
  return (
    <svg
      className={styles.thumbnail}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      {keyed(graph.wires).map(({ key, item }) => {
        const from = pointOf(item.source);
        const to = pointOf(item.target);
        return <line key={key} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
      })}
      {graph.nodes.map((node) => {
        const { x, y } = pointOf(node.id);
        const { kind } = opOf(node.op);
        return kind === "loss" ? (
          <rect key={node.id} x={x - 4} y={y - 4} width={8} height={8} rx={1} />
        ) : (
          <circle key={node.id} cx={x} cy={y} r={kind === "leaf" ? 3.5 : 4} data-kind={kind} />
        );
      })}
    </svg>
  );
});

/** As large as a thumbnail, for a graph that is not there yet. */
export function EmptyThumbnail() {
  return (
    <svg
      className={styles.thumbnail}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    />
  );
}

/** Maps the layout into the picture, one scale for both directions, centred. */
function placing(layout: Layout): (node: string) => { readonly x: number; readonly y: number } {
  const positions = [...layout.values()];
  const left = Math.min(...positions.map(({ x }) => x));
  const right = Math.max(...positions.map(({ x }) => x));
  const top = Math.min(...positions.map(({ y }) => y));
  const bottom = Math.max(...positions.map(({ y }) => y));
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(1, right - left),
    (HEIGHT - 2 * MARGIN) / Math.max(1, bottom - top),
  );
  return (node) => {
    const { x, y } = layout.get(node) ?? { x: left, y: top };
    return {
      x: WIDTH / 2 + (x - (left + right) / 2) * scale,
      y: HEIGHT / 2 + (y - (top + bottom) / 2) * scale,
    };
  };
}
