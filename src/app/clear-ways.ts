import { placesOnWire } from "@/canvas";
import { GAP, type Graph, type Layout, type NodeId, sizeOf, topologyOf } from "@/graph";

/** How near a wire comes to a node without running through it, canvas units. */
const TOUCH = 4;
/** From a wire to a node that has made way for it. */
const CLEARANCE = 44;
/** How many times as far an end of a wire goes: about half of it arrives in the middle of the wire. */
const END_DISTANCE = 2;
/** Nodes whose columns are no further apart stand in each other's way. */
const COLUMN_GAP = 26;
/** Wires looked at and nodes pushed in all, so that a large graph is tidy in a moment too, if not clear everywhere. */
const MOST_WORK = 10_000;
/** Nodes that all wires pass together. Beyond it, the graph is a tangle in any layout. */
const MOST_PASSED = 100_000;

/** A node that a wire runs through, and from where to where the wire lies in the node's column. */
interface Hit {
  readonly node: number;
  readonly top: number;
  readonly bottom: number;
}

/** Nodes that go down (1) or up (−1), each so far; by their places in `graph.nodes`. */
interface Shift {
  readonly way: 1 | -1;
  readonly distances: ReadonlyMap<number, number>;
}

/** From left to right. */
interface Span {
  readonly left: number;
  readonly right: number;
}

/** A wire with nodes above, below or on its way. */
interface PassingWire {
  /** Its place in `graph.wires`. */
  readonly wire: number;
  readonly span: Span;
  /** Places of the nodes in its span, its ends aside. */
  readonly nodes: readonly number[];
}

/**
 * The layout with nodes moved up or down so that fewer wires run through nodes. Wire after wire, either what lies in the
 * way makes room, or an end of the wire is moved, whichever clears most, and pushes on what would be too near. What is
 * level stays level if that is enough. `targets` are leaves that go with their losses.
 */
export function clearWays(graph: Graph, layout: Layout, targets: ReadonlySet<NodeId>): Layout {
  return new WaySearch(graph, layout, targets).search();
}

class WaySearch {
  private readonly layout: Map<NodeId, { readonly x: number; readonly y: number }>;
  private readonly boxes: readonly (Span & { readonly id: NodeId; readonly height: number })[];
  private readonly passing: readonly PassingWire[];
  /** For each node the passing wires that a move of it may clear or block, by place in `passing`. */
  private readonly concerned: readonly number[][];
  /** For each node those whose columns it shares. */
  private readonly neighbours: readonly (readonly number[])[];
  /** For each node those that are level with it, and it. */
  private levels: readonly ReadonlySet<number>[];
  /** By place in `passing`. */
  private readonly hits: (readonly Hit[])[];
  private work = 0;

  constructor(
    private readonly graph: Graph,
    layout: Layout,
    private readonly targets: ReadonlySet<NodeId>,
  ) {
    this.layout = new Map(layout);
    this.boxes = graph.nodes.map((node) => {
      const { width, height } = sizeOf(node);
      const left = layout.get(node.id)?.x ?? 0;
      return { id: node.id, left, right: left + width, height };
    });
    this.passing = this.findPassing();
    this.concerned = graph.nodes.map(() => []);
    const { sources, targets: ends } = topologyOf(graph);
    for (const [place, { wire, nodes }] of this.passing.entries()) {
      for (const node of [sources[wire] ?? -1, ends[wire] ?? -1, ...nodes]) {
        this.concerned[node]?.push(place);
      }
    }
    this.neighbours = this.boxes.map((box, own) =>
      this.nodesWithin(box, COLUMN_GAP).filter((node) => node !== own),
    );
    this.levels = this.findLevels();
    this.hits = this.passing.map((wire) => this.hitsOf(wire));
  }

  search(): Layout {
    for (let isClearer = true; isClearer; ) {
      isClearer = false;
      for (const place of this.passing.keys()) {
        while (this.hits[place]?.length && this.clear(place)) isClearer = true;
      }
    }
    return this.layout;
  }

  /** Clears something of what one wire runs through; false where nothing can be. */
  private clear(place: number): boolean {
    return this.shiftBest(this.levelShifts(place)) || this.shiftBest(this.loneShifts(place));
  }

  /** Makes the shift that clears most, and of these the shortest; false where none clears anything. */
  private shiftBest(shifts: Iterable<Shift>): boolean {
    let best: { readonly shift: Shift; readonly gain: number; readonly length: number } | null =
      null;
    for (const shift of shifts) {
      if (this.work > MOST_WORK) return false;
      const gain = this.gainOf(shift);
      let length = 0;
      for (const distance of shift.distances.values()) length += distance;
      const isBest = !best || gain > best.gain || (gain === best.gain && length < best.length);
      if (gain > 0 && isBest) best = { shift, gain, length };
    }
    if (!best) return false;
    this.move(best.shift, 1);
    for (const wire of this.wiresConcerned(best.shift)) {
      const passing = this.passing[wire];
      if (passing) this.hits[wire] = this.hitsOf(passing);
    }
    this.levels = this.findLevels();
    return true;
  }

  /** How many hits fewer there are after a shift. */
  private gainOf(shift: Shift): number {
    let gain = 0;
    this.move(shift, 1);
    for (const place of this.wiresConcerned(shift)) {
      const passing = this.passing[place];
      if (!passing) continue;
      gain += (this.hits[place]?.length ?? 0) - this.hitsOf(passing).length;
    }
    this.move(shift, -1);
    return gain;
  }

  private wiresConcerned({ distances }: Shift): ReadonlySet<number> {
    const places = new Set<number>();
    for (const node of distances.keys()) {
      for (const place of this.concerned[node] ?? []) places.add(place);
    }
    return places;
  }

  /** Forwards, or back again: distances are whole, so that nothing is left of it. */
  private move({ way, distances }: Shift, direction: 1 | -1): void {
    for (const [node, distance] of distances) {
      const id = this.boxes[node]?.id ?? "";
      const corner = this.layout.get(id);
      if (corner) this.layout.set(id, { ...corner, y: corner.y + direction * way * distance });
    }
  }

  /** What a wire runs through, with all that is level with it between the ends; or an end, with all that is level. */
  private *levelShifts(place: number): Iterable<Shift> {
    const { sources, targets } = topologyOf(this.graph);
    const passing = this.passing[place];
    const hits = this.hits[place] ?? [];
    const tried = new Set<number>();
    for (const { node } of hits) {
      if (!passing || tried.has(node)) continue;
      const between = this.levelWith(node, passing.span);
      const among = hits.filter((hit) => between.has(hit.node));
      for (const hit of among) tried.add(hit.node);
      const ends = [sources[passing.wire] ?? -1, targets[passing.wire] ?? -1]
        .map((end) => this.levels[end] ?? new Set([end]))
        .filter((level) => !level.has(node));
      for (const way of [1, -1] as const) {
        const distance = this.distanceFor(among, way);
        yield this.push(between, distance, way);
        const opposite = way > 0 ? -1 : 1;
        for (const end of ends) yield this.push(end, END_DISTANCE * distance, opposite);
      }
    }
  }

  /** What a wire runs through, node by node, off its level. */
  private *loneShifts(place: number): Iterable<Shift> {
    for (const hit of this.hits[place] ?? []) {
      for (const way of [1, -1] as const) {
        yield this.push(new Set([hit.node]), this.distanceFor([hit], way), way);
      }
    }
  }

  /** How far nodes have to go for a wire that runs through all of them. */
  private distanceFor(hits: readonly Hit[], way: 1 | -1): number {
    const needed = hits.map(({ node, top, bottom }) => {
      const nodeTop = this.topOf(node);
      return way > 0 ? bottom - nodeTop : nodeTop + this.heightOf(node) - top;
    });
    return Math.ceil(Math.max(...needed) + CLEARANCE);
  }

  /** Nodes shifted, with all that would be too near to them: what is pushed goes with all that is level with it. */
  private push(nodes: ReadonlySet<number>, distance: number, way: 1 | -1): Shift {
    const distances = new Map<number, number>();
    const waiting = new Map(Array.from(nodes, (node) => [node, distance]));
    while (waiting.size > 0) {
      // The furthest first: nothing is pushed further than what pushes it, so each is looked at once.
      let [next, furthest] = [-1, -1];
      for (const [node, its] of waiting) if (its > furthest) [next, furthest] = [node, its];
      waiting.delete(next);
      distances.set(next, furthest);
      this.work++;
      const top = this.topOf(next);
      for (const other of this.neighbours[next] ?? []) {
        const otherTop = this.topOf(other);
        if (distances.has(other) || (way > 0 ? otherTop < top : otherTop > top)) continue;
        const gap =
          way > 0 ? otherTop - top - this.heightOf(next) : top - otherTop - this.heightOf(other);
        // What stands closer has its reason, and may stay as close.
        const needed = Math.ceil(furthest - Math.max(0, gap - GAP));
        if (needed <= (waiting.get(other) ?? 0)) continue;
        for (const each of this.levels[other] ?? []) {
          if (!distances.has(each)) waiting.set(each, Math.max(needed, waiting.get(each) ?? 0));
        }
      }
    }
    return { way, distances };
  }

  /** What a wire runs through. */
  private hitsOf({ wire, nodes }: PassingWire): readonly Hit[] {
    this.work++;
    const places = placesOnWire(this.graph, this.layout, wire);
    const heights = places.map(({ y }) => y);
    const highest = Math.min(...heights) - TOUCH;
    const lowest = Math.max(...heights) + TOUCH;
    return nodes.flatMap((node) => {
      const box = this.boxes[node];
      const nodeTop = this.topOf(node);
      const nodeBottom = nodeTop + this.heightOf(node);
      if (!box || nodeTop > lowest || nodeBottom < highest) return [];
      let top = Number.POSITIVE_INFINITY;
      let bottom = Number.NEGATIVE_INFINITY;
      for (const { x, y } of places) {
        if (x < box.left - TOUCH || x > box.right + TOUCH) continue;
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      const touches = bottom > nodeTop - TOUCH && top < nodeBottom + TOUCH;
      return touches ? [{ node, top, bottom }] : [];
    });
  }

  private findPassing(): readonly PassingWire[] {
    const { sources, targets } = topologyOf(this.graph);
    const passing: PassingWire[] = [];
    let passed = 0;
    for (const wire of this.graph.wires.keys()) {
      const across = placesOnWire(this.graph, this.layout, wire).map(({ x }) => x);
      const span = { left: Math.min(...across), right: Math.max(...across) };
      const nodes = this.nodesWithin(span, 0).filter(
        (node) => node !== sources[wire] && node !== targets[wire],
      );
      if (nodes.length > 0) passing.push({ wire, span, nodes });
      passed += nodes.length;
      if (passed > MOST_PASSED) return [];
    }
    return passing;
  }

  private findLevels(): readonly ReadonlySet<number>[] {
    const levels: ReadonlySet<number>[] = new Array(this.boxes.length);
    for (const node of this.boxes.keys()) {
      if (levels[node]) continue;
      const level = this.levelWith(node, {
        left: Number.NEGATIVE_INFINITY,
        right: Number.POSITIVE_INFINITY,
      });
      for (const each of level) levels[each] = level;
    }
    return levels;
  }

  /** A node and what is wired with it at one height, within a span; with a loss go its targets, wherever they stand. */
  private levelWith(first: number, span: Span): ReadonlySet<number> {
    const { incoming, outgoing, sources, targets } = topologyOf(this.graph);
    const found = new Set([first]);
    const middleOf = (node: number) => this.topOf(node) + this.heightOf(node) / 2;
    const join = (node: number, other: number | undefined, wire: number) => {
      const box = this.boxes[other ?? -1];
      if (other === undefined || !box) return;
      const isInside = box.left >= span.left && box.right <= span.right;
      const isLevel = Math.abs(middleOf(node) - middleOf(other)) < 1;
      const bringsTarget = this.targets.has(this.graph.wires[wire]?.source ?? "");
      if ((isInside && isLevel) || bringsTarget) found.add(other);
    };
    for (const node of found) {
      for (const wire of incoming[node] ?? []) join(node, sources[wire], wire);
      for (const wire of outgoing[node] ?? []) join(node, targets[wire], wire);
    }
    return found;
  }

  /** Places of the nodes with a part of them in a span, or less than `margin` beside it. */
  private nodesWithin({ left, right }: Span, margin: number): readonly number[] {
    const within: number[] = [];
    for (const [node, box] of this.boxes.entries()) {
      if (box.left < right + margin && box.right > left - margin) within.push(node);
    }
    return within;
  }

  private topOf(node: number): number {
    return this.layout.get(this.boxes[node]?.id ?? "")?.y ?? 0;
  }

  private heightOf(node: number): number {
    return this.boxes[node]?.height ?? 0;
  }
}
