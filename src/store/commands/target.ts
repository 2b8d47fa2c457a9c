import type { NodeId, Position, Wire } from "@/graph";
import { type BackflowState, selectedNodes, selectedWire } from "../state";

/** What a command acts on. */
export type CommandTarget =
  /** What is selected when it is performed: nodes, a wire, or nothing. */
  | { readonly kind: "selection" }
  | { readonly kind: "node"; readonly node: NodeId }
  | { readonly kind: "wire"; readonly wire: Wire }
  /** `position` in canvas units: where something new goes. `anchor` in pixels of the window: where it is asked for. */
  | { readonly kind: "canvas"; readonly position: Position; readonly anchor: Position | null };

/** The target of keys: what is selected, or what has the focus. */
export const SELECTION: CommandTarget = { kind: "selection" };

/**
 * All nodes that a command acts on, the one first that a command on one node is about. The menu of one of several
 * selected nodes is the menu of them all.
 */
export function nodesOf(state: BackflowState, target: CommandTarget): readonly NodeId[] {
  const selected = selectedNodes(state);
  if (target.kind === "selection") return [...selected];
  if (target.kind !== "node") return [];
  const { node } = target;
  const others = selected.has(node) ? [...selected].filter((other) => other !== node) : [];
  return [node, ...others];
}

/** The node that a command on one node is about. */
export function nodeOf(state: BackflowState, target: CommandTarget): NodeId | null {
  return nodesOf(state, target)[0] ?? null;
}

/** The wire that a command acts on. */
export function wireOf(state: BackflowState, target: CommandTarget): Wire | null {
  if (target.kind === "selection") return selectedWire(state);
  return target.kind === "wire" ? target.wire : null;
}
