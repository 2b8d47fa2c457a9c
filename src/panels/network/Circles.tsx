import { useMemo } from "react";
import { nodeText } from "@/explain";
import type { Graph, UnitNetwork } from "@/graph";
import { circlePicture, RADIUS } from "./circle-places";
import styles from "./network.module.css";

/** The network as the lecture draws it: one circle a unit, one arrow a weight. To look at only. */
export function Circles({
  graph,
  network,
}: {
  readonly graph: Graph;
  readonly network: UnitNetwork;
}) {
  const { width, height, columns, arrows } = useMemo(() => circlePicture(network), [network]);
  const widths = network.columns.map((units) => units.length).join(", then ");
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={styles.circles}
        style={{ maxInlineSize: `${width * 1.4}px` }}
        role="img"
        aria-label={`Circles and arrows: ${widths} units`}
      >
        {arrows.map(({ from, to }) => (
          <line
            key={`${from.node} ${from.unit} ${to.node} ${to.unit}`}
            x1={from.x + RADIUS}
            y1={from.y}
            x2={to.x - RADIUS}
            y2={to.y}
            className={styles.arrow}
          />
        ))}
        {columns.map(({ circles, units, dots, x }) => (
          <g key={x}>
            {circles.map((circle) => (
              <circle
                key={`${circle.node} ${circle.unit}`}
                cx={circle.x}
                cy={circle.y}
                r={RADIUS}
                className={styles.circle}
              >
                <title>
                  {nodeText(graph, circle.node)}
                  {`, unit ${circle.unit + 1}`}
                </title>
              </circle>
            ))}
            {dots &&
              [-7, 0, 7].map((offset) => (
                <circle
                  key={offset}
                  cx={dots.x}
                  cy={dots.y + offset}
                  r={1.8}
                  className={styles.dot}
                />
              ))}
            <text x={x} y={height - 8} className={styles.units}>
              {units}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className={styles.caption}>
        A circle is a unit, an arrow a weight; each circle but an input has one bias besides. Below
        stand the units of each layer.
      </figcaption>
    </figure>
  );
}
