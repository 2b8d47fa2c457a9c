import { type NodeId, type NodeIndex, topologyOf } from "@/graph";
import {
  type Bounds,
  LABEL,
  type LabelPlace,
  type LabelRoom,
  labelBox,
  STUB,
  sizeOf,
} from "@/layout";
import { opOf } from "@/ops";
import { culpritsOf, type Frame } from "@/store";
import type { Subject } from "./free-space";

/**
 * What stands out of a node, canvas units: the flag of a finding, which has one line or two, with its point below it and
 * perhaps the word of the state; that word alone; words below the node.
 */
const FLAG = { lineHeight: 19, around: 35, width: 190, character: 9, padding: 16 };
const STATE_WORD = 36;
const WORDS_BELOW = 24;

/** What a wire takes beside a node where it turns, with half of its width. */
const TURN = STUB + 4;

/** A moment of the graph, and how its flags and labels stand in it. */
export interface Shown extends Frame {
  readonly flagLifts?: ReadonlyMap<NodeId, number>;
  /** How much wider than usual the labels of all wires may be, where its letters grow as it is seen from further away. */
  readonly labelGrowth?: number;
  /** Labels of wires: some stand out beside the nodes. */
  readonly labels?: readonly StandingLabel[];
}

/** The label of a wire, where it stands. */
export interface StandingLabel {
  readonly place: LabelPlace;
  /** What it takes with letters of the usual size; canvas units. */
  readonly height: number;
  /** How far it may grow. */
  readonly room: LabelRoom;
  /** One of several units takes all the width of its room. */
  readonly ofSeveral: boolean;
}

/** What a label takes where the letters of its graph are so much larger than usual. */
function boxOfLabel({ place, height, room, ofSeveral }: StandingLabel, growth: number): Bounds {
  const width = ofSeveral ? room.width : Math.min(room.width, LABEL.width * growth);
  return labelBox(place, height * Math.min(room.growth, growth), width);
}

/** Where a node stands, with all that stands out of it; null where it has no position. */
function partOf(frame: Shown, index: NodeIndex): Bounds | null {
  const { graph, layout } = frame.document;
  const node = graph.nodes[index];
  const position = node && layout.get(node.id);
  if (!node || !position) return null;
  const { width, height } = sizeOf(node);
  const flag = culpritsOf(frame).get(node.id)?.flag ?? "";
  const state = frame.health.states[index];
  const isStill = !state || (state.kind === "uniform" && state.state === "active");
  const flow = frame.health.flow.nodes[index];
  const isStarved = flow != null && flow !== "flowing";
  const characters = Array.from(flag).length * FLAG.character;
  const lines = Math.ceil(characters / (FLAG.width - FLAG.padding));
  const flagWidth = flag === "" ? 0 : Math.min(FLAG.width, characters + FLAG.padding);
  const beside = Math.max(0, (flagWidth - width) / 2);
  const lift = frame.flagLifts?.get(node.id) ?? 0;
  const above = FLAG.around + lines * FLAG.lineHeight + lift;
  return {
    left: position.x - beside,
    top: position.y - (flag !== "" ? above : isStill ? 0 : STATE_WORD),
    right: position.x + width + beside,
    bottom: position.y + height + (isStarved ? WORDS_BELOW : 0),
  };
}

/** Nodes as what is to be seen; null where none of them has a position. */
function subjectAt(frame: Shown, indices: Iterable<number>): Subject | null {
  const parts: Bounds[] = [];
  for (const index of indices) {
    const part = partOf(frame, index);
    if (part) parts.push(part);
  }
  const [first, ...others] = parts;
  if (!first) return null;
  const bounds = others.reduce(
    (all, part) => ({
      left: Math.min(all.left, part.left),
      top: Math.min(all.top, part.top),
      right: Math.max(all.right, part.right),
      bottom: Math.max(all.bottom, part.bottom),
    }),
    first,
  );
  return { bounds, parts };
}

/**
 * The whole graph: its nodes, labels and wires. `growth`: how much larger than usual its letters are where they are seen,
 * which matters for what covers them.
 */
export function wholeGraph(frame: Shown, growth = 1): Subject | null {
  const subject = subjectAt(frame, frame.document.graph.nodes.keys());
  if (!subject) return null;
  const labels = frame.labels ?? [];
  let { left, top, right, bottom } = subject.bounds;
  for (const beside of turnsBack(frame)) {
    left = Math.min(left, beside.left);
    right = Math.max(right, beside.right);
  }
  for (const label of labels) {
    const box = boxOfLabel(label, 1);
    left = Math.min(left, box.left);
    top = Math.min(top, box.top);
    right = Math.max(right, box.right);
    bottom = Math.max(bottom, box.bottom);
  }
  const parts = [...subject.parts, ...labels.map((label) => boxOfLabel(label, growth))];
  return { bounds: { left, top, right, bottom }, parts };
}

/** How far wires that turn back run out beside their nodes. */
function turnsBack({
  document: { graph, layout },
}: Frame): readonly Pick<Bounds, "left" | "right">[] {
  const { indexOf } = topologyOf(graph);
  return graph.wires.flatMap(({ source, target, port }) => {
    const [from, to] = [source, target].map((id) => graph.nodes[indexOf.get(id) ?? -1]);
    const [start, end] = [layout.get(source), layout.get(target)];
    // A target comes into its loss from above or below.
    if (!from || !to || !start || !end || (opOf(to.op).kind === "loss" && port === 1)) return [];
    const right = start.x + sizeOf(from).width;
    return end.x < right ? [{ left: end.x - TURN, right: right + TURN }] : [];
  });
}

/** Some nodes of it. */
export function nodesSubject(frame: Shown, nodes: Iterable<NodeId>): Subject | null {
  const { indexOf } = topologyOf(frame.document.graph);
  return subjectAt(
    frame,
    Array.from(nodes, (node) => indexOf.get(node) ?? -1),
  );
}

/** The nodes that the present step is about: its own first, then what its wires join it with. None before the run. */
export function nodesOfStep(frame: Frame): readonly NodeId[] {
  const step = frame.trace.steps[frame.playhead - 1];
  if (!step) return [];
  const { wires } = frame.document.graph;
  const ends = step.wires.flatMap((wire) => {
    const found = wires[wire];
    return found ? [found.source, found.target] : [];
  });
  return [...new Set([step.node, ...ends])];
}
