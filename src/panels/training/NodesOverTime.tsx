import { useMemo, useRef } from "react";
import { planOf } from "@/engine";
import { formatNumber, nodeText } from "@/explain";
import type { Graph } from "@/graph";
import { documentOf, type NodeSeries, selectedNodes, useBackflow } from "@/store";
import { deadAt, type NodeMoment, parameterNodes } from "@/training";
import { useExtent } from "@/ui";
import { HorizontalAxis, linearScale, logScale, VerticalAxis } from "@/ui/plot";
import { usePlottedRun } from "./plotted-run";
import styles from "./training.module.css";

/** No narrower, also before it is measured; pixels. */
const LEAST_WIDTH = 120;
const HEIGHT = 150;
const LEFT = 52;
const RIGHT = 62;
const TOP = 10;
const BOTTOM = 26;
/** Curves that are named; of more nodes, those that are selected are. */
const MOST_NAMED = 6;
const MOST_DECADES = 12;

/** ‖∂L/∂θ‖ and ‖θ‖ of each node with parameters over time, and the units that have died. */
export function NodesOverTime() {
  const graph = useBackflow((state) => documentOf(state).graph);
  const nodes = usePlottedRun(({ session }) => session.nodes);
  const t = usePlottedRun(({ session }) => session.picture?.t ?? 0);
  if (!nodes || nodes.moments.length === 0) {
    return <p className={styles.note}>They are drawn here as soon as a step is made.</p>;
  }
  return (
    <>
      <Norms graph={graph} nodes={nodes} of="gradients" title="‖∂L/∂θ‖ by node" t={t} />
      <Norms graph={graph} nodes={nodes} of="weights" title="‖θ‖ by node" t={t} />
      <Deaths graph={graph} nodes={nodes} t={t} />
    </>
  );
}

/** "h₃ dead since iteration 120" */
function Deaths({ graph, nodes, t }: { graph: Graph; nodes: NodeSeries; t: number }) {
  const dead = deadAt(nodes.events, t);
  const name = (id: string) => nodeText(graph, id);
  const widths = planOf(graph).topology;
  const unitText = (id: string, unit: number) =>
    (widths.widths[widths.indexOf.get(id) ?? -1] ?? 1) > 1 ? `, unit ${unit + 1},` : "";
  return (
    <ul className={styles.events} aria-label="Health over time">
      {dead.length === 0 && <li>At iteration {t} no unit is dead.</li>}
      {dead.slice(0, 12).map(({ node, unit, t: since }) => (
        <li key={`${node} ${unit}`}>
          {name(node)}
          {unitText(node, unit)} dead since iteration {since}
        </li>
      ))}
      {dead.length > 12 && <li>and {dead.length - 12} more</li>}
    </ul>
  );
}

interface NormsProps {
  readonly graph: Graph;
  readonly nodes: NodeSeries;
  readonly of: "gradients" | "weights";
  readonly title: string;
  readonly t: number;
}

function Norms({ graph, nodes, of, title, t }: NormsProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = Math.max(LEAST_WIDTH, useExtent(box).width);
  const selection = useBackflow(selectedNodes);
  const ids = useMemo(() => parameterNodes(planOf(graph)), [graph]);
  const { moments } = nodes;
  const first = moments[0]?.t ?? 0;
  const last = Math.max(first + 1, moments.at(-1)?.t ?? 0, t);
  const [low, high] = extent(moments, of);
  const x = linearScale([first, last], [LEFT, Math.max(LEFT + 40, width - RIGHT)]);
  const y = logScale([low / 1.3, high * 1.3], [HEIGHT - BOTTOM, TOP]);
  const curves = ids.map((id, index) => ({
    id,
    name: nodeText(graph, id),
    path: pathOf(
      moments,
      (moment) => moment[of][index] ?? Number.NaN,
      x,
      (v) => y(Math.max(low, v)),
    ),
    end: moments.at(-1)?.[of][index] ?? Number.NaN,
  }));
  const named = curves.filter(
    ({ id }, index) => selection.has(id) || (selection.size === 0 && index < MOST_NAMED),
  );
  const heights = apart(named.map(({ end }) => y(Math.max(low, Number.isFinite(end) ? end : low))));
  const words = named.map(({ name, end }) => `${name} ${formatNumber(end)}`).join(", ");
  return (
    <div ref={box} className={styles.plot}>
      <p className={styles.key}>{title}</p>
      <svg width={width} height={HEIGHT} role="img" aria-label={`${title}: at last ${words}`}>
        <VerticalAxis scale={y} from={LEFT} to={width - RIGHT} count={3} />
        <HorizontalAxis scale={x} y={HEIGHT - BOTTOM} count={4} />
        {curves.map(({ id, path }) => (
          <path key={id} className={selection.has(id) ? styles.curve : styles.thinCurve} d={path} />
        ))}
        <line className={styles.now} x1={x(t)} x2={x(t)} y1={TOP} y2={HEIGHT - BOTTOM} />
        {named.map(({ id, name }, index) => (
          <text
            key={id}
            className={styles.plotText}
            x={width - RIGHT + 6}
            y={(heights[index] ?? 0) + 4}
          >
            {name}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** Least and greatest positive number, at most some decades apart. */
function extent(
  moments: readonly NodeMoment[],
  of: "gradients" | "weights",
): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const moment of moments) {
    for (const norm of moment[of]) {
      if (!Number.isFinite(norm) || norm <= 0) continue;
      low = Math.min(low, norm);
      high = Math.max(high, norm);
    }
  }
  if (high === 0) return [0.1, 1];
  return [Math.max(Math.min(low, high / 10), high / 10 ** MOST_DECADES), high];
}

function pathOf(
  moments: readonly NodeMoment[],
  read: (moment: NodeMoment) => number,
  x: (t: number) => number,
  y: (norm: number) => number,
): string {
  const points = moments.flatMap((moment) => {
    const norm = read(moment);
    return Number.isFinite(norm) ? `${x(moment.t).toFixed(1)} ${y(norm).toFixed(1)}` : [];
  });
  return points.length > 0 ? `M${points.join("L")}` : "";
}

/** Heights of labels that leave each other a line of room. */
function apart(heights: readonly number[]): readonly number[] {
  const placed = heights.map((height, index) => ({ height, index }));
  placed.sort((a, b) => a.height - b.height);
  let above = Number.NEGATIVE_INFINITY;
  const result = [...heights];
  for (const { height, index } of placed) {
    above = Math.max(height, above + 14);
    result[index] = above;
  }
  return result;
}
