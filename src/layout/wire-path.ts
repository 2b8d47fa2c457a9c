import {
  type Graph,
  type GraphNode,
  type Layout,
  type Position,
  topologyOf,
  type WireIndex,
} from "@/graph";
import { type Beside, inputEnd, outputEnd, outputSide, sizeOf } from "./node-size";
import { curvePoints, pointOnCurve } from "./wire-curve";

/** No two places on a wire are much further apart, canvas units. */
const PITCH = 20;
const FEWEST = 40;

/**
 * Places on a wire, from its source to its target, as it is drawn for this layout if the target is not behind the
 * source. None where an end of the wire is missing.
 */
export function pointsOnWire(graph: Graph, layout: Layout, wire: WireIndex): readonly Position[] {
  const { incoming, sources, targets } = topologyOf(graph);
  const { port } = graph.wires[wire] ?? { port: -1 };
  const source = graph.nodes[sources[wire] ?? -1];
  const target = graph.nodes[targets[wire] ?? -1];
  const from = source && layout.get(source.id);
  const to = target && layout.get(target.id);
  if (!from || !to) return [];
  const ports = incoming[targets[wire] ?? -1]?.length ?? 0;
  const arrival = inputEnd(target, port, ports, besideOf(source, target, layout));
  const departure = outputEnd(source, outputSide(arrival.side));
  const start = { x: from.x + departure.offset.x, y: from.y + departure.offset.y };
  const end = { x: to.x + arrival.offset.x, y: to.y + arrival.offset.y };
  const curve = curvePoints(start, departure.side, end, arrival.side);
  const steps = Math.max(FEWEST, (Math.abs(end.x - start.x) + Math.abs(end.y - start.y)) / PITCH);
  return Array.from({ length: Math.ceil(steps) + 1 }, (_, step) =>
    pointOnCurve(curve, step / Math.ceil(steps)),
  );
}

/** Where the source of a wire lies from its target. */
export function besideOf(source: GraphNode, target: GraphNode, layout: Layout): Beside {
  const from = layout.get(source.id);
  const to = layout.get(target.id);
  if (!from || !to) return "level";
  if (from.y >= to.y + sizeOf(target).height) return "below";
  return from.y + sizeOf(source).height <= to.y ? "above" : "level";
}
