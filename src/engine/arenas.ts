import type { GraphNode, Numbers } from "@/graph";
import { opOf } from "@/ops";
import type { NodeSlots, Plan } from "./plan";

/** The numbers of one evaluation. They belong to the caller, so that a worker can own its own. */
export interface Arenas {
  /** B × D values of every node, and copies of what is broadcast. */
  readonly values: Float64Array;
  /** ∂ℓᵢ/∂v of every sample i, and each wire's contribution to it. */
  readonly derivatives: Float64Array;
  /** β and Ω of every linear node, one row for every parameter. */
  readonly parameters: Float64Array;
  /** ∂L/∂β, ∂L/∂Ω, ∂L/∂parameter: the mean over the samples, laid out as `parameters`. */
  readonly partials: Float64Array;
  readonly settings: Float64Array;
}

/** Room for one evaluation of a plan. */
export function createArenas(plan: Plan): Arenas {
  return {
    values: new Float64Array(plan.valueCount),
    derivatives: new Float64Array(plan.derivativeCount),
    parameters: new Float64Array(plan.parameterCount),
    partials: new Float64Array(plan.parameterCount),
    settings: new Float64Array(plan.settingCount),
  };
}

/** Copies the numbers of a document into the arenas: leaves, β, Ω, parameters, settings. */
export function writeNumbers(plan: Plan, numbers: Numbers, arenas: Arenas): void {
  const { graph, batch, topology } = plan;
  graph.nodes.forEach((node, index) => {
    if (topology.widths[index] === 0) return;
    const slots = plan.slots[index] as NodeSlots;
    const own = numbers.get(node.id);
    if (own?.kind === "linear") {
      arenas.parameters.set(own.beta, slots.parameters);
      own.omega.forEach((block, port) => {
        const wire = topology.incoming[index]?.[port] ?? -1;
        const offset = plan.wireParameters[wire];
        if (offset === undefined || offset < 0) return;
        const inputWidth = block[0]?.length ?? 0;
        block.forEach((row, unit) => {
          arenas.parameters.set(row, offset + unit * inputWidth);
        });
      });
    } else if (own?.kind === "leaf") {
      writeLeaf(node, own.rows, slots, batch, arenas);
    }
    const setting = plan.settingSlots[index] as number;
    if (setting >= 0) {
      const op = opOf(node.op);
      const initial = op.kind === "loss" ? (op.setting?.initial ?? 0) : 0;
      arenas.settings[setting] = own?.kind === "setting" ? own.value : initial;
    }
  });
}

function writeLeaf(
  node: GraphNode,
  rows: readonly (readonly number[])[],
  slots: NodeSlots,
  batch: number,
  arenas: Arenas,
): void {
  const row = rows[0] ?? [];
  if (slots.parameters >= 0) {
    arenas.parameters.set(row, slots.parameters);
    return;
  }
  const op = opOf(node.op);
  const perSample = op.kind === "leaf" && op.perSample;
  for (let sample = 0; sample < batch; sample++) {
    arenas.values.set(perSample ? (rows[sample] ?? []) : row, slots.value + sample * row.length);
  }
}
