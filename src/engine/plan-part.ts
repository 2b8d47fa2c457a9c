import type { Indices, NodeIndex, Topology, WireIndex } from "@/graph";
import { FIELDS, type ForwardPlan, INSTRUCTION, type Plan } from "./plan";

/**
 * The part of a forward pass that computes `outputs` anew after numbers of `changed` nodes have changed, in the same
 * arenas; all that they need where `changed` is null. `outputs` null stands for what is differentiated.
 */
export function planPart(
  plan: Plan,
  outputs: readonly NodeIndex[] | null,
  changed: readonly NodeIndex[] | null,
): ForwardPlan {
  const { program, forwardLoops, instructionNodes, topology } = plan;
  const needed = upstreamOf(topology, outputs ?? Array.from(plan.objective));
  const affected = changed && downstreamOf(topology, changed);
  const kept: number[] = [];
  for (const [instruction, node] of instructionNodes.entries()) {
    if (program[instruction * FIELDS] === INSTRUCTION.fanOut) continue;
    if (needed[node] && (affected === null || affected[node])) kept.push(instruction);
  }
  const part = new Int32Array(kept.length * FIELDS);
  for (const [index, instruction] of kept.entries()) {
    const start = instruction * FIELDS;
    part.set(program.subarray(start, start + FIELDS), index * FIELDS);
  }
  return {
    program: part,
    forwardLoops: kept.map((instruction) => forwardLoops[instruction] ?? null),
    ports: plan.ports,
    linear: plan.linear,
    scalar: plan.scalar,
  };
}

/** 1 for each of these nodes and all that they are computed from. */
function upstreamOf(
  { order, outgoing, targets }: Topology,
  nodes: readonly NodeIndex[],
): Uint8Array {
  const marked = new Uint8Array(outgoing.length);
  for (const node of nodes) marked[node] = 1;
  for (const node of order.toReversed()) {
    for (const wire of outgoing[node] as Indices<WireIndex>) {
      if (marked[targets[wire] as NodeIndex]) marked[node] = 1;
    }
  }
  return marked;
}

/** 1 for each of these nodes and all that is computed from them. */
function downstreamOf(
  { order, incoming, sources }: Topology,
  nodes: readonly NodeIndex[],
): Uint8Array {
  const marked = new Uint8Array(incoming.length);
  for (const node of nodes) marked[node] = 1;
  for (const node of order) {
    for (const wire of incoming[node] as Indices<WireIndex>) {
      if (wire >= 0 && marked[sources[wire] as NodeIndex]) marked[node] = 1;
    }
  }
  return marked;
}
