import type { Indices, NodeId, NodeIndex, NumberAddress, Topology, WireIndex } from "@/graph";
import { FIELDS, type ForwardPlan, INSTRUCTION, type Plan } from "./plan";

/**
 * The part of a forward pass that computes `outputs` anew after numbers of `changed` nodes have changed, in the same
 * arenas; all that they need where `changed` is null. Nodes are indices in `graph.nodes`; `outputs` null stands for what
 * is differentiated.
 *
 * For a sweep: run the whole once, then for each point write the number (`numberSlotOf`) and run the part.
 */
export function planPart(
  plan: Plan,
  outputs: readonly number[] | null,
  changed: readonly number[] | null,
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

/** Where a number of the document lies in the arenas. */
export type NumberSlot =
  /** β, Ω or a parameter: `arenas.parameters[index]`, and its partial at the same index. */
  | { readonly kind: "parameter"; readonly index: NodeIndex }
  /** `arenas.settings[index]`. */
  | { readonly kind: "setting"; readonly index: NodeIndex }
  /** A unit of an input, target or constant: `arenas.values[slot · R + r · width + unit]` for row r of R. */
  | {
      readonly kind: "value";
      readonly slot: number;
      readonly width: number;
      readonly unit: number;
    };

/** The slot of a number; null where its node is incomplete, unknown or owns no such number. */
export function numberSlotOf(plan: Plan, address: NumberAddress): NumberSlot | null {
  const index = indexOfNode(plan, address.node);
  const slots = plan.slots[index];
  const width = plan.topology.widths[index] ?? 0;
  if (!slots || width === 0) return null;
  switch (address.kind) {
    case "setting": {
      const setting = plan.settingSlots[index] ?? -1;
      return setting < 0 ? null : { kind: "setting", index: setting };
    }
    case "value": {
      const { unit } = address;
      if (unit >= width) return null;
      return slots.parameters >= 0
        ? { kind: "parameter", index: slots.parameters + unit }
        : { kind: "value", slot: slots.value, width, unit };
    }
    case "beta":
      return slots.parameters < 0 || address.unit >= width
        ? null
        : { kind: "parameter", index: slots.parameters + address.unit };
    case "omega": {
      const wire = plan.topology.incoming[index]?.[address.port] ?? -1;
      const start = plan.wireParameters[wire] ?? -1;
      const columns = plan.topology.widths[plan.topology.sources[wire] ?? -1] ?? 0;
      if (start < 0 || address.unit >= width || address.input >= columns) return null;
      return { kind: "parameter", index: start + address.unit * columns + address.input };
    }
  }
}

function indexOfNode(plan: Plan, node: NodeId): number {
  return plan.topology.indexOf.get(node) ?? -1;
}
