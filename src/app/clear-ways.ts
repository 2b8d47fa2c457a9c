import { placesOnWire } from "@/canvas";
import {
  GAP,
  type Graph,
  type GraphNode,
  type NodeId,
  type Position,
  type Size,
  sizeOf,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";

type Corners = ReadonlyMap<NodeId, Position>;

/** From a wire to a node that makes way for it, and nearer than which the two touch, canvas units. */
const CLEARANCE = 44;
const TOUCH = 4;
/** Nodes whose columns are no further apart stand in each other's way. */
const COLUMN_GAP = 26;
/** How many times as far an end of a wire goes: about half of it arrives in the middle of the wire. */
const END_DISTANCE = 2;
/** Places of a wire that are looked at. */
const PLACES = 80;
/** Wires that are looked at in all: thousands of them are tidy in a moment too, even if some then run through nodes. */
const MOST_LOOKS = 12_000;

/** A node that a wire runs through, and from where to where the wire lies in the node's column. */
interface Hit {
  readonly node: number;
  readonly top: number;
  readonly bottom: number;
}

/** How the nodes stand, and what each of the passing wires runs through. */
interface Standing {
  readonly corners: Corners;
  readonly hits: readonly (readonly Hit[])[];
  readonly hitCount: number;
}

/** Nodes that go up or down together; how far, by their places in `graph.nodes`. */
interface Shift {
  readonly way: 1 | -1;
  readonly distances: ReadonlyMap<number, number>;
}

/** Columns from left to right, for looking whether anything lies between the ends of a wire. */
interface Span {
  readonly left: number;
  readonly right: number;
}

const EVERYWHERE: Span = { left: Number.NEGATIVE_INFINITY, right: Number.POSITIVE_INFINITY };

/**
 * The corners with nodes moved up or down so that fewer wires run through nodes: what lies in the way of a wire between
 * its ends makes room as one, and pushes on what would be too near to it. Each step is the one that leaves the fewest
 * nodes in the way, and of these the shortest.
 */
export function clearWays(graph: Graph, corners: Corners): Corners {
  const search = new WaySearch(graph, corners);
  let standing = search.look(corners);
  while (standing.hitCount > 0) {
    const next = search.bestStep(standing);
    if (!next) break;
    standing = next;
  }
  return standing.corners;
}

class WaySearch {
  /** The wires that pass nodes between their ends, with the places of these nodes. */
  private readonly passing: readonly { readonly wire: number; readonly nodes: readonly number[] }[];
  /** For each node those whose columns it shares. */
  private readonly neighbours: readonly (readonly number[])[];
  /** By place in `graph.nodes`; heights change, columns stand. */
  private readonly boxes: readonly (Size & Span & { readonly id: NodeId })[];
  private looks = 0;

  constructor(
    private readonly graph: Graph,
    corners: Corners,
  ) {
    this.boxes = graph.nodes.map((node) => {
      const size = sizeOf(node);
      const left = corners.get(node.id)?.x ?? 0;
      return { id: node.id, left, right: left + size.width, ...size };
    });
    const { sources, targets } = topologyOf(graph);
    this.passing = graph.wires.flatMap((_, wire) => {
      const nodes = this.nodesWithin(this.spanOf(wire), 0).filter(
        (index) => index !== sources[wire] && index !== targets[wire],
      );
      return nodes.length > 0 ? [{ wire, nodes }] : [];
    });
    this.neighbours = this.boxes.map((box, own) =>
      this.nodesWithin(box, COLUMN_GAP).filter((index) => index !== own),
    );
  }

  /** What the wires run through; where `before` is what it was before a shift, only the wires it concerns are looked at. */
  look(corners: Corners, before?: Standing, shift?: Shift): Standing {
    const { sources, targets } = topologyOf(this.graph);
    const hits = this.passing.map(({ wire, nodes }, place) => {
      const old = before?.hits[place];
      const isConcerned = (index: number | undefined) => shift?.distances.has(index ?? -1) ?? true;
      if (
        old &&
        !isConcerned(sources[wire]) &&
        !isConcerned(targets[wire]) &&
        !nodes.some(isConcerned)
      ) {
        return old;
      }
      this.looks++;
      return this.hitsOf(corners, wire, nodes);
    });
    return { corners, hits, hitCount: hits.reduce((sum, { length }) => sum + length, 0) };
  }

  /** The step after which the fewest hits are left, fewer than now; null where there is none, or no time to find it. */
  bestStep(standing: Standing): Standing | null {
    let best: (Standing & { readonly length: number }) | null = null;
    for (const [place, hits] of standing.hits.entries()) {
      for (const shift of this.shiftsFor(standing.corners, place, hits)) {
        if (this.looks > MOST_LOOKS) return best;
        const after = this.look(shifted(this.boxes, standing.corners, shift), standing, shift);
        let length = 0;
        for (const distance of shift.distances.values()) length += distance;
        if (after.hitCount > (best?.hitCount ?? standing.hitCount - 1)) continue;
        if (after.hitCount === best?.hitCount && length >= best.length) continue;
        best = { ...after, length };
      }
    }
    return best;
  }

  /** The ways to clear one wire of something that it runs through: that makes way, or an end of the wire is moved. */
  private *shiftsFor(corners: Corners, place: number, hits: readonly Hit[]): Iterable<Shift> {
    const { sources, targets } = topologyOf(this.graph);
    const wire = this.passing[place]?.wire ?? -1;
    const ends = [sources[wire] ?? -1, targets[wire] ?? -1];
    const tried = new Set<number>();
    for (const { node } of hits) {
      if (tried.has(node)) continue;
      const level = this.levelWith(corners, node, this.spanOf(wire));
      const among = hits.filter((hit) => level.has(hit.node));
      for (const hit of among) tried.add(hit.node);
      for (const way of [1, -1] as const) {
        const needed = among.map((hit) => {
          const top = this.topOf(corners, hit.node);
          return way > 0 ? hit.bottom - top : top + this.heightOf(hit.node) - hit.top;
        });
        const distance = Math.max(...needed) + CLEARANCE;
        yield* this.push(corners, level, distance, way);
        for (const end of ends) {
          yield* this.push(corners, this.levelWith(corners, end), END_DISTANCE * distance, way);
        }
      }
    }
  }

  /**
   * Some nodes shifted, and what would be too near to them: what is pushed goes with all that is level with it. Nothing
   * where pushing comes to no end.
   */
  private push(
    corners: Corners,
    nodes: ReadonlySet<number>,
    distance: number,
    way: 1 | -1,
  ): readonly Shift[] {
    const distances = new Map(Array.from(nodes, (index) => [index, distance]));
    const queue = [...nodes];
    for (const [step, index] of queue.entries()) {
      if (step > 4 * this.boxes.length) return [];
      const top = this.topOf(corners, index);
      for (const other of this.neighbours[index] ?? []) {
        const otherTop = this.topOf(corners, other);
        if (way > 0 ? otherTop < top : otherTop > top) continue;
        const gap =
          way > 0 ? otherTop - top - this.heightOf(index) : top - otherTop - this.heightOf(other);
        // What stands closer has its reason, and may stay as close.
        const needed = (distances.get(index) ?? 0) - Math.max(0, gap - GAP);
        for (const each of this.levelWith(corners, other)) {
          if (needed <= (distances.get(each) ?? 0)) continue;
          distances.set(each, needed);
          queue.push(each);
        }
      }
    }
    return [{ way, distances }];
  }

  /** A node and what is wired with it at one height, within a span; with a loss goes its target, wherever it stands. */
  private levelWith(corners: Corners, first: number, span = EVERYWHERE): ReadonlySet<number> {
    const { incoming, outgoing, sources, targets } = topologyOf(this.graph);
    const found = new Set([first]);
    const middleOf = (index: number) => this.topOf(corners, index) + this.heightOf(index) / 2;
    const join = (index: number, other: number | undefined, wire: number) => {
      const box = this.boxes[other ?? -1];
      if (other === undefined || !box) return;
      const isInside = box.left >= span.left && box.right <= span.right;
      const isLevel = Math.abs(middleOf(index) - middleOf(other)) < 1;
      if ((isInside && isLevel) || this.bringsTarget(wire)) found.add(other);
    };
    for (const index of found) {
      for (const wire of incoming[index] ?? []) join(index, sources[wire], wire);
      for (const wire of outgoing[index] ?? []) join(index, targets[wire], wire);
    }
    return found;
  }

  /** What a wire runs through, of the nodes between its ends. */
  private hitsOf(corners: Corners, wire: number, nodes: readonly number[]): readonly Hit[] {
    const places = placesOnWire(this.graph, corners, wire, PLACES);
    const heights = places.map(({ y }) => y);
    const highest = Math.min(...heights) - TOUCH;
    const lowest = Math.max(...heights) + TOUCH;
    return nodes.flatMap((node) => {
      const box = this.boxes[node];
      const nodeTop = this.topOf(corners, node);
      const nodeBottom = nodeTop + this.heightOf(node);
      if (!box || nodeTop > lowest || nodeBottom < highest) return [];
      const within = places.filter(({ x }) => x > box.left - TOUCH && x < box.right + TOUCH);
      const top = Math.min(...within.map(({ y }) => y));
      const bottom = Math.max(...within.map(({ y }) => y));
      const touches = bottom > nodeTop - TOUCH && top < nodeBottom + TOUCH;
      return touches ? [{ node, top, bottom }] : [];
    });
  }

  /** Does a wire bring a loss its target, which stands above or below it? */
  private bringsTarget(wire: number): boolean {
    const { sources, targets } = topologyOf(this.graph);
    return (
      this.graph.wires[wire]?.port === 1 &&
      kindOf(this.graph.nodes[targets[wire] ?? -1]) === "loss" &&
      kindOf(this.graph.nodes[sources[wire] ?? -1]) === "leaf"
    );
  }

  /** Places of the nodes with a part of them in a span, or less than `margin` beside it. */
  private nodesWithin({ left, right }: Span, margin: number): readonly number[] {
    const within: number[] = [];
    for (const [index, box] of this.boxes.entries()) {
      if (box.left < right + margin && box.right > left - margin) within.push(index);
    }
    return within;
  }

  /** From the right side of a wire's source to the left side of its target. */
  private spanOf(wire: number): Span {
    const { sources, targets } = topologyOf(this.graph);
    const source = this.boxes[sources[wire] ?? -1];
    const target = this.boxes[targets[wire] ?? -1];
    return { left: source?.right ?? 0, right: target?.left ?? 0 };
  }

  private topOf(corners: Corners, index: number): number {
    return corners.get(this.boxes[index]?.id ?? "")?.y ?? 0;
  }

  private heightOf(index: number): number {
    return this.boxes[index]?.height ?? 0;
  }
}

function shifted(
  boxes: readonly { readonly id: NodeId }[],
  corners: Corners,
  { way, distances }: Shift,
): Corners {
  const moved = new Map(corners);
  for (const [index, distance] of distances) {
    const id = boxes[index]?.id ?? "";
    const corner = corners.get(id);
    if (corner) moved.set(id, { x: corner.x, y: corner.y + way * distance });
  }
  return moved;
}

function kindOf(node: GraphNode | undefined) {
  return node && opOf(node.op).kind;
}
