import type { GraphNode, Position } from "@/graph";
import { type OpId, opOf } from "@/ops";

/** Canvas units: CSS pixels at zoom 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const LEAF: Size = { width: 124, height: 108 };
const COMPUTED: Size = { width: 124, height: 164 };
/** A linear node of several wires has a longer formula, and room for its ports. */
const WIDTH_OF_TWO = 148;
const WIDTH_OF_MORE = 188;
const PORT_PITCH = 30;

/** Size of a new node of an op, before anything is wired into it. */
export function sizeOfOp(op: OpId): Size {
  return opOf(op).kind === "leaf" ? LEAF : COMPUTED;
}

/** Size of a node: it follows from the graph, so that nothing has to be measured before it is drawn. */
export function sizeOf(node: GraphNode): Size {
  if (opOf(node.op).kind === "leaf") return LEAF;
  const wires = "omegaSymbols" in node ? node.omegaSymbols.length : 0;
  if (wires < 2) return COMPUTED;
  return {
    width: wires === 2 ? WIDTH_OF_TWO : WIDTH_OF_MORE,
    height: Math.max(COMPUTED.height, PORT_PITCH * (wires + 1)),
  };
}

/** A side of a node, where a port may stand. */
export type Side = "left" | "right" | "top" | "bottom";

/** One end of a wire. */
export interface WireEnd {
  readonly side: Side;
  /** From the node's top left corner. */
  readonly offset: Position;
}

/** Where the source of a wire lies from its target, if their rows do not overlap. */
export type Beside = "above" | "below" | "level";

/**
 * Where a wire arrives: ports are spread over the left side; the target of a loss comes in from above or below where
 * it lies there, as it is drawn on slides.
 */
export function inputEnd(node: GraphNode, port: number, ports: number, source: Beside): WireEnd {
  const { width, height } = sizeOf(node);
  if (opOf(node.op).kind === "loss") {
    if (port === 1 && source === "below") {
      return { side: "bottom", offset: { x: width / 2, y: height } };
    }
    if (port === 1 && source === "above") {
      return { side: "top", offset: { x: width / 2, y: 0 } };
    }
    return { side: "left", offset: { x: 0, y: port === 0 ? height / 2 : (height * 3) / 4 } };
  }
  return { side: "left", offset: { x: 0, y: (height * (port + 1)) / (ports + 1) } };
}

/** Where one more wire would arrive at a linear node: below the last one, clear of it. */
export function nextInputEnd(node: GraphNode, ports: number): WireEnd {
  const { height } = sizeOf(node);
  const share = ports === 0 ? 1 / 2 : (ports + 0.72) / (ports + 1);
  return { side: "left", offset: { x: 0, y: Math.round(height * share) } };
}

/** The side that a wire leaves by, to arrive at another: to the right, or straight up or down. */
export function outputSide(arrival: Side): Side {
  if (arrival === "bottom") return "top";
  return arrival === "top" ? "bottom" : "right";
}

/** Where a wire leaves a node by a side: the middle of that, from its upper left corner, in canvas units. */
export function outputEnd(node: GraphNode, side: Side): WireEnd {
  const { width, height } = sizeOf(node);
  switch (side) {
    case "top":
      return { side, offset: { x: width / 2, y: 0 } };
    case "bottom":
      return { side, offset: { x: width / 2, y: height } };
    case "left":
      return { side, offset: { x: 0, y: height / 2 } };
    case "right":
      return { side, offset: { x: width, y: height / 2 } };
  }
}
