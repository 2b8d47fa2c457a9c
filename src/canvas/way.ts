import {
  type Beside,
  type Graph,
  type GraphNode,
  inputEnd,
  type Layout,
  outputEnd,
  outputSide,
  type Position,
  sizeOf,
  topologyOf,
} from "@/graph";
import { curvePoints, placeOnCurve } from "./geometry";

/**
 * So many places on the way of a wire that runs from a column to a later one, ends left out, as it is drawn for this
 * layout. None where an end of the wire is missing.
 */
export function placesOnWire(
  graph: Graph,
  layout: Layout,
  place: number,
  count: number,
): readonly Position[] {
  const { incoming, sources, targets } = topologyOf(graph);
  const wire = graph.wires[place];
  const source = graph.nodes[sources[place] ?? -1];
  const target = graph.nodes[targets[place] ?? -1];
  const from = source && layout.get(source.id);
  const to = target && layout.get(target.id);
  if (!wire || !from || !to) return [];
  const ports = incoming[targets[place] ?? -1]?.length ?? 0;
  const arrival = inputEnd(target, wire.port, ports, besideOf(source, target, layout));
  const departure = outputEnd(source, outputSide(arrival.side));
  const curve = curvePoints(
    { x: from.x + departure.offset.x, y: from.y + departure.offset.y },
    departure.side,
    { x: to.x + arrival.offset.x, y: to.y + arrival.offset.y },
    arrival.side,
  );
  return Array.from({ length: count }, (_, index) =>
    placeOnCurve(curve, (index + 1) / (count + 1)),
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
