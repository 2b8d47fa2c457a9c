import { type Graph, type NodeId, type Position, topologyOf, type Wire } from "@/graph";
import {
  type Bounds,
  flagLifts,
  type GroupCard,
  LABEL,
  type LabelledWire,
  labelBox,
  labelPlaces,
  labelRooms,
  type WireEnd,
} from "@/layout";
import { type FlagLift, type FlowEdge, type FlowNode, outputHandle } from "./flow-elements";

/** Of more wires each label stands where its own curve says, whatever is around it. */
const MOST_WIRES = 200;
/** How much higher than `LABEL.height` a label of several units is, for their shape and a range in two lines: canvas units. */
const SEVERAL_UNITS = 20;
/** The same for a wire out of a fan-out, whose label shows its own contribution too, in two lines. */
const CONTRIBUTION = 36;
/**
 * Of a number in two lines, such as 4.957·10⁻⁴, canvas units. They are rare: labels are placed as if there were no second
 * line, but a flag leaves it free.
 */
const SECOND_LINE = 17;

/** A wire whose label was given a place, and where its ends were then. */
interface PlacedWire {
  readonly source: Position;
  readonly target: Position;
  /** With the place of its label, unless that is where its curve says. */
  readonly edge: FlowEdge;
}

/** What was asked for last, and the wires with places that came of it. */
interface Placing {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly cards: readonly GroupCard[];
  readonly result: FlowEdge[];
}

/**
 * Gives the labels of drawn wires places beside nodes and other labels. Wires that stay as they are remain the same objects:
 * React draws no other anew.
 */
export class LabelPlacer {
  private last: Placing | null = null;
  private placed: ReadonlyMap<FlowEdge, PlacedWire> = new Map();
  private lifts: ReadonlyMap<NodeId, FlagLift> = new Map();
  private lifted = new WeakMap<FlowNode, FlowNode>();

  /** The wires with places for their labels: the same ones again while all nodes stand where they stood, such as when one is selected. */
  place(nodes: readonly FlowNode[], edges: FlowEdge[], cards: readonly GroupCard[]): FlowEdge[] {
    const { last } = this;
    if (last && last.edges === edges && last.cards === cards && standAsBefore(last.nodes, nodes)) {
      return last.result;
    }
    const result = this.placeAnew(nodes, edges, cards);
    this.last = { nodes, edges, cards, result };
    return result;
  }

  private placeAnew(
    nodes: readonly FlowNode[],
    edges: FlowEdge[],
    cards: readonly GroupCard[],
  ): FlowEdge[] {
    const before = this.placed;
    const placed = new Map<FlowEdge, PlacedWire>();
    this.placed = placed;
    this.lifts = new Map();
    if (edges.length > MOST_WIRES) return edges;
    const drawn = drawnWires(nodes, edges);
    const boxes = boxesOf(nodes, cards);
    const places = labelPlaces(drawn, boxes);
    const rooms = labelRooms(drawn, places, boxes);
    const visible = nodes.filter(({ hidden }) => !hidden);
    const labelsGrown = (isGrown: boolean): readonly Bounds[] =>
      places.map((place, wire) => {
        const { width = LABEL.width, growth = 1 } = (isGrown ? rooms[wire] : null) ?? {};
        const height = (drawn[wire]?.height ?? LABEL.height) + SECOND_LINE;
        return labelBox(place, height * growth, width);
      });
    this.liftFlags(visible, labelsGrown(false), labelsGrown(true));
    for (const [index, { edge, source, target }] of drawn.entries()) {
      const place = places[index];
      const room = rooms[index];
      const { data } = edge;
      if (!place || !room || !data) continue;
      const { label, labelSide } = place;
      const old = before.get(edge)?.edge;
      const known = old?.data?.place;
      const isSame =
        known?.labelSide === labelSide &&
        known.label.x === label.x &&
        known.label.y === label.y &&
        known.room.width === room.width &&
        known.room.growth === room.growth;
      placed.set(edge, {
        source,
        target,
        edge:
          old && isSame ? old : { ...edge, data: { ...data, place: { label, labelSide, room } } },
      });
    }
    return edges.map((edge) => placed.get(edge)?.edge ?? edge);
  }

  private liftFlags(
    nodes: readonly FlowNode[],
    labels: readonly Bounds[],
    grownLabels: readonly Bounds[],
  ): void {
    const boxes = boxesOf(nodes, []);
    const [lifts, grownLifts] = [flagLifts(boxes, labels), flagLifts(boxes, grownLabels)];
    this.lifts = new Map(
      nodes.flatMap(({ id }, index) => {
        const usual = lifts[index] ?? 0;
        // Labels that have grown too high to rise above leave the flag where it is.
        const grown = Math.max(usual, grownLifts[index] ?? 0);
        return grown > 0 ? [[id, { usual, grown }] as const] : [];
      }),
    );
  }

  /** Nodes with what their flags have to rise above the labels that were placed last; the others are the same objects. */
  withLifts(nodes: FlowNode[]): FlowNode[] {
    if (this.lifts.size === 0) return nodes;
    return nodes.map((node) => {
      const flagLift = this.lifts.get(node.id);
      if (flagLift === undefined) return node;
      const known = this.lifted.get(node);
      const before = known?.data.flagLift;
      if (known && before?.usual === flagLift.usual && before.grown === flagLift.grown) {
        return known;
      }
      const lifted = { ...node, data: { ...node.data, flagLift } };
      this.lifted.set(node, lifted);
      return lifted;
    });
  }

  /** While nodes are dragged: a label whose wire moves stands where its curve says, all others stay. */
  keep(nodes: readonly FlowNode[], edges: FlowEdge[]): FlowEdge[] {
    if (this.placed.size === 0) return edges;
    const kept = new Map<FlowEdge, FlowEdge>();
    for (const { edge, source, target } of drawnWires(nodes, edges)) {
      const before = this.placed.get(edge);
      const isStill = before && isAt(before.source, source) && isAt(before.target, target);
      if (isStill) kept.set(edge, before.edge);
    }
    return edges.map((edge) => kept.get(edge) ?? edge);
  }
}

function standAsBefore(before: readonly FlowNode[], nodes: readonly FlowNode[]): boolean {
  return (
    before.length === nodes.length &&
    nodes.every((node, index) => {
      const other = before[index];
      return (
        other !== undefined &&
        (other === node || (other.data === node.data && isAt(other.position, node.position)))
      );
    })
  );
}

function isAt(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

/** The wires that are seen, with their ends. */
function drawnWires(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
): (LabelledWire & { readonly edge: FlowEdge })[] {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge) => {
    const { data } = edge;
    const [from, to] = [nodeOf.get(edge.source), nodeOf.get(edge.target)];
    if (edge.hidden || !data || !from || !to) return [];
    const leaves =
      from.data.outputs.find(({ side }) => edge.sourceHandle === outputHandle(side)) ??
      from.data.outputs[0];
    const arrives = to.data.inputs[data.wire.port];
    if (!leaves || !arrives) return [];
    return [
      {
        edge,
        source: positionOf(from, leaves),
        sourceSide: leaves.side,
        target: positionOf(to, arrives),
        targetSide: arrives.side,
        alone: data.alone,
        height: heightOf(data.graph, data.wire),
      },
    ];
  });
}

function positionOf({ position }: FlowNode, { offset }: WireEnd): Position {
  return { x: position.x + offset.x, y: position.y + offset.y };
}

/** What the label of a wire takes at most: it follows from the graph, whatever the numbers are. */
export function heightOf(graph: Graph, { source, target }: Wire): number {
  const { widths, indexOf, outgoing } = topologyOf(graph);
  const from = indexOf.get(source) ?? -1;
  const units = Math.max(widths[from] ?? 1, widths[indexOf.get(target) ?? -1] ?? 1);
  const isOneOfSeveral = (outgoing[from]?.length ?? 0) > 1;
  return LABEL.height + (units > 1 ? SEVERAL_UNITS : 0) + (isOneOfSeveral ? CONTRIBUTION : 0);
}

function boxesOf(nodes: readonly FlowNode[], cards: readonly GroupCard[]): readonly Bounds[] {
  const boxes = cards.map(({ position, size }) => ({ ...position, ...size }));
  for (const { hidden, position, width = 0, height = 0 } of nodes) {
    if (!hidden) boxes.push({ ...position, width, height });
  }
  return boxes.map(({ x, y, width, height }) => ({
    left: x,
    top: y,
    right: x + width,
    bottom: y + height,
  }));
}
