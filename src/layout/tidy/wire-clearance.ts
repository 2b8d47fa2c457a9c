import type { Graph, Layout, NodeId, WireIndex } from "@/graph";
import { type Size, sizeOf } from "../node-size";
import { GAP, ROOM } from "../placement";
import { pointsOnWire } from "../wire-path";

/** How near a wire comes to a node without running through it, canvas units. */
const TOUCH = 4;
/** From a wire to a node that has made way for it. */
const CLEARANCE = 44;
/** How many times as far an end of a wire goes: about half of it arrives in the middle of the wire. */
const END_DISTANCE = 2;
/** Wires looked at and nodes pushed in all, so that a large graph is tidy in a moment too, if not clear everywhere. */
const MOST_WORK = 10_000;
/** Nodes that all wires pass together. Beyond it, the graph is a tangle in any layout. */
const MOST_PASSED = 100_000;

/** Down or up. */
type Way = 1 | -1;

/** From left to right. */
interface Span {
  readonly left: number;
  readonly right: number;
}

const EVERYWHERE: Span = { left: Number.NEGATIVE_INFINITY, right: Number.POSITIVE_INFINITY };

/** A node where it stands: up and down, the search moves it. */
interface Box extends Size {
  readonly x: number;
  y: number;
  /** What its wires join it to. */
  readonly joined: { readonly box: Box; readonly bringsTarget: boolean }[];
  /** Those whose columns it shares. */
  neighbours: readonly Box[];
  /** The wires that a move of it may clear or block. */
  readonly concerned: PassingWire[];
  /** Those that are level with it, and it. */
  level: ReadonlySet<Box>;
}

/** A wire with nodes above, below or on its way. */
interface PassingWire {
  /** Its index in `graph.wires`. */
  readonly wire: WireIndex;
  readonly ends: readonly [Box, Box];
  readonly span: Span;
  /** The nodes in its span, its ends aside. */
  readonly passed: readonly Box[];
  hits: readonly Hit[];
}

/** A node that a wire runs through, and from where to where the wire lies in the node's column. */
interface Hit {
  readonly box: Box;
  readonly top: number;
  readonly bottom: number;
}

/** Nodes that go one way, each so far. */
interface Shift {
  readonly way: Way;
  readonly distances: ReadonlyMap<Box, number>;
}

/**
 * The layout with nodes moved up or down so that fewer wires run through nodes. Wire after wire, either what lies in the
 * way makes room, or an end of the wire is moved, whichever clears most, and pushes on what would be too near. What is
 * level stays level if that is enough. `targets` are leaves that go with their losses.
 */
export function clearWires(graph: Graph, layout: Layout, targets: ReadonlySet<NodeId>): Layout {
  return new ClearanceSearch(graph, layout, targets).search();
}

class ClearanceSearch {
  private readonly boxes: ReadonlyMap<NodeId, Box>;
  private readonly passing: readonly PassingWire[];
  private work = 0;

  constructor(
    private readonly graph: Graph,
    layout: Layout,
    targets: ReadonlySet<NodeId>,
  ) {
    this.boxes = boxesOf(graph, layout, targets);
    this.passing = this.findPassing();
    for (const wire of this.passing) {
      for (const box of [...wire.ends, ...wire.passed]) box.concerned.push(wire);
      wire.hits = this.hitsOf(wire);
    }
  }

  search(): Layout {
    for (let isClearer = true; isClearer; ) {
      isClearer = false;
      for (const wire of this.passing) {
        while (wire.hits.length > 0 && this.work < MOST_WORK && this.clear(wire)) isClearer = true;
      }
    }
    return new Map(Array.from(this.boxes, ([id, { x, y }]) => [id, { x, y }]));
  }

  /** Clears something of what one wire runs through; false where nothing can be. */
  private clear(wire: PassingWire): boolean {
    return this.makeBest(this.levelShifts(wire)) || this.makeBest(this.loneShifts(wire));
  }

  /** Makes the shift that clears most, and of these the shortest; false where none clears anything. */
  private makeBest(shifts: Iterable<Shift>): boolean {
    let best: { shift: Shift; gain: number; length: number } | null = null;
    for (const shift of shifts) {
      const gain = this.gainOf(shift);
      const length = Array.from(shift.distances.values()).reduce((sum, each) => sum + each, 0);
      const isBest = !best || gain > best.gain || (gain === best.gain && length < best.length);
      if (gain > 0 && isBest) best = { shift, gain, length };
      if (this.work >= MOST_WORK) break;
    }
    if (!best) return false;
    move(best.shift, 1);
    for (const wire of wiresConcerned(best.shift)) wire.hits = this.hitsOf(wire);
    findLevels(this.boxes.values());
    return true;
  }

  /** How many hits fewer there are after a shift. */
  private gainOf(shift: Shift): number {
    let gain = 0;
    move(shift, 1);
    for (const wire of wiresConcerned(shift)) gain += wire.hits.length - this.hitsOf(wire).length;
    move(shift, -1);
    return gain;
  }

  /** What a wire runs through, with all that is level with it between the ends; or an end, with all that is level. */
  private *levelShifts({ ends, span, hits }: PassingWire): Iterable<Shift> {
    const tried = new Set<Box>();
    for (const { box } of hits) {
      if (tried.has(box)) continue;
      const between = levelWith(box, span);
      const among = hits.filter((hit) => between.has(hit.box));
      for (const hit of among) tried.add(hit.box);
      for (const way of [1, -1] as const) {
        const distance = distanceFor(among, way);
        yield this.push(between, distance, way);
        for (const { level } of ends) {
          const opposite = way > 0 ? -1 : 1;
          if (!level.has(box)) yield this.push(level, END_DISTANCE * distance, opposite);
        }
      }
    }
  }

  /** What a wire runs through, node by node, off its level. */
  private *loneShifts({ hits }: PassingWire): Iterable<Shift> {
    for (const hit of hits) {
      for (const way of [1, -1] as const) {
        yield this.push(new Set([hit.box]), distanceFor([hit], way), way);
      }
    }
  }

  /** Nodes shifted, with all that would be too near to them: what is pushed goes with all that is level with it. */
  private push(start: ReadonlySet<Box>, distance: number, way: Way): Shift {
    const distances = new Map<Box, number>();
    const waiting = new Map(Array.from(start, (box) => [box, distance]));
    for (let next = furthestOf(waiting); next; next = furthestOf(waiting)) {
      this.work++;
      const [box, far] = next;
      waiting.delete(box);
      distances.set(box, far);
      for (const other of box.neighbours) {
        const isBehind = way > 0 ? other.y < box.y : other.y > box.y;
        if (isBehind || distances.has(other)) continue;
        const gap = way > 0 ? other.y - box.y - box.height : box.y - other.y - other.height;
        // What stands closer has its reason, and may stay as close.
        const needed = Math.ceil(far - Math.max(0, gap - GAP));
        if (needed <= (waiting.get(other) ?? 0)) continue;
        for (const each of other.level) {
          if (!distances.has(each)) waiting.set(each, Math.max(needed, waiting.get(each) ?? 0));
        }
      }
    }
    return { way, distances };
  }

  private hitsOf({ wire, passed }: PassingWire): readonly Hit[] {
    this.work++;
    const points = pointsOnWire(this.graph, this.boxes, wire);
    const heights = points.map(({ y }) => y);
    const highest = Math.min(...heights) - TOUCH;
    const lowest = Math.max(...heights) + TOUCH;
    return passed.flatMap((box) => {
      if (box.y > lowest || box.y + box.height < highest) return [];
      let top = Number.POSITIVE_INFINITY;
      let bottom = Number.NEGATIVE_INFINITY;
      for (const { x, y } of points) {
        if (x < box.x - TOUCH || x > box.x + box.width + TOUCH) continue;
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      const touches = bottom > box.y - TOUCH && top < box.y + box.height + TOUCH;
      return touches ? [{ box, top, bottom }] : [];
    });
  }

  private findPassing(): readonly PassingWire[] {
    const passing: PassingWire[] = [];
    let count = 0;
    for (const [wire, { source, target }] of this.graph.wires.entries()) {
      const [from, to] = [this.boxes.get(source), this.boxes.get(target)];
      if (!from || !to) continue;
      const across = pointsOnWire(this.graph, this.boxes, wire).map(({ x }) => x);
      const span = { left: Math.min(...across), right: Math.max(...across) };
      const passed = within(this.boxes.values(), span).filter((box) => box !== from && box !== to);
      if (passed.length > 0) passing.push({ wire, ends: [from, to], span, passed, hits: [] });
      count += passed.length;
      if (count > MOST_PASSED) return [];
    }
    return passing;
  }
}

function boxesOf(graph: Graph, layout: Layout, targets: ReadonlySet<NodeId>): Map<NodeId, Box> {
  const boxes = new Map<NodeId, Box>();
  for (const node of graph.nodes) {
    const { x, y } = layout.get(node.id) ?? { x: 0, y: 0 };
    const own = { joined: [], neighbours: [], concerned: [], level: new Set<Box>() };
    boxes.set(node.id, { x, y, ...sizeOf(node), ...own });
  }
  for (const { source, target } of graph.wires) {
    const [from, to] = [boxes.get(source), boxes.get(target)];
    if (!from || !to) continue;
    const bringsTarget = targets.has(source);
    from.joined.push({ box: to, bringsTarget });
    to.joined.push({ box: from, bringsTarget });
  }
  for (const box of boxes.values()) {
    const column = { left: box.x - ROOM.x, right: box.x + box.width + ROOM.x };
    box.neighbours = within(boxes.values(), column).filter((other) => other !== box);
  }
  findLevels(boxes.values());
  return boxes;
}

/** Says of each node what is level with it. */
function findLevels(boxes: Iterable<Box>): void {
  const found = new Set<Box>();
  for (const first of boxes) {
    if (found.has(first)) continue;
    const level = levelWith(first, EVERYWHERE);
    for (const box of level) {
      box.level = level;
      found.add(box);
    }
  }
}

/** A node and what is wired with it at one height, within a span; with a loss go its targets, wherever they stand. */
function levelWith(first: Box, { left, right }: Span): ReadonlySet<Box> {
  const level = new Set([first]);
  // The set grows while it is walked.
  for (const box of level) {
    for (const { box: other, bringsTarget } of box.joined) {
      const isInside = other.x >= left && other.x + other.width <= right;
      const isLevel = Math.abs(other.y + other.height / 2 - box.y - box.height / 2) < 1;
      if ((isInside && isLevel) || bringsTarget) level.add(other);
    }
  }
  return level;
}

/** Those with a part of them in a span. */
function within(boxes: Iterable<Box>, { left, right }: Span): readonly Box[] {
  return Array.from(boxes).filter(({ x, width }) => x < right && x + width > left);
}

function wiresConcerned({ distances }: Shift): ReadonlySet<PassingWire> {
  return new Set(Array.from(distances.keys(), ({ concerned }) => concerned).flat());
}

/** Makes a shift, or takes it back. */
function move({ way, distances }: Shift, direction: 1 | -1): void {
  for (const [box, distance] of distances) box.y += direction * way * distance;
}

/** How far nodes have to go for a wire that runs through all of them: whole, so that a shift can be taken back. */
function distanceFor(hits: readonly Hit[], way: Way): number {
  const needed = hits.map(({ box, top, bottom }) =>
    way > 0 ? bottom - box.y : box.y + box.height - top,
  );
  return Math.ceil(Math.max(...needed) + CLEARANCE);
}

/** What goes furthest: nothing is pushed further than what pushes it, so that, in this order, each is looked at once. */
function furthestOf(waiting: ReadonlyMap<Box, number>): readonly [Box, number] | null {
  let furthest: readonly [Box, number] | null = null;
  for (const entry of waiting) {
    if (!furthest || entry[1] > furthest[1]) furthest = entry;
  }
  return furthest;
}
