import type { GraphNode, Numbers } from "@/graph";
import { opOf, settingOf } from "@/ops";
import type { NodeSlots, Plan } from "./plan";

/**
 * The numbers of a block of R rows, which are run together. They belong to the caller, who keeps them from one block to
 * the next, and so can a worker. A number of row r and unit u is at slot · R + r · D + u, with the slots of the plan.
 */
export interface Arenas {
  /** R, at least 1. */
  readonly rows: number;
  /** R × D values of every node, and copies of what is broadcast. */
  readonly values: Float64Array;
  /** ∂ℓᵢ/∂v of every row i, R × D, and each wire's contribution to it. */
  readonly derivatives: Float64Array;
  /** β and Ω of every linear node, one row for every parameter. */
  readonly parameters: Float64Array;
  /** Σᵢ ∂ℓᵢ/∂β, Σᵢ ∂ℓᵢ/∂Ω, Σᵢ ∂ℓᵢ/∂parameter over the rows that were run since they were cleared, laid out as `parameters`. */
  readonly partials: Float64Array;
  readonly settings: Float64Array;
}

/** Numbers that a block of rows may touch, so that it stays in the cache from its forward to its backward pass. */
const BLOCK_FOOTPRINT = 16_384;

/** How many rows are run together: as many as stay in the cache, never more than there are, at least one. */
export function blockRows(plan: Plan, most: number): number {
  const rows = Math.floor(BLOCK_FOOTPRINT / Math.max(1, plan.valueCount));
  return Math.max(1, Math.min(most, rows));
}

/**
 * Arenas of a plan for R = `rows` rows, all zero: `writeNumbers` puts the numbers of a document in, whoever runs them
 * its rows.
 */
export function createArenas(plan: Plan, rows = 1): Arenas {
  return {
    rows,
    values: new Float64Array(plan.valueCount * rows),
    derivatives: new Float64Array(plan.derivativeCount * rows),
    parameters: new Float64Array(plan.parameterCount),
    partials: new Float64Array(plan.parameterCount),
    settings: new Float64Array(plan.settingCount),
  };
}

/** Copies the numbers of a document into the arenas: β, Ω, parameters, settings, and constants for every row. */
export function writeNumbers(plan: Plan, numbers: Numbers, arenas: Arenas): void {
  const { graph, topology } = plan;
  // No callbacks: it is done at every change of a dragged number.
  for (const [index, node] of graph.nodes.entries()) {
    if (topology.widths[index] === 0) continue;
    const slots = plan.slots[index] as NodeSlots;
    const own = numbers.get(node.id);
    if (own?.kind === "linear") {
      arenas.parameters.set(own.beta, slots.parameters);
      for (const [port, block] of own.omega.entries()) {
        const wire = topology.incoming[index]?.[port] ?? -1;
        const offset = plan.wireParameters[wire];
        if (offset === undefined || offset < 0) continue;
        const inputWidth = block[0]?.length ?? 0;
        for (const [unit, row] of block.entries()) {
          arenas.parameters.set(row, offset + unit * inputWidth);
        }
      }
    } else if (own?.kind === "leaf" && slots.parameters >= 0) {
      arenas.parameters.set(own.values, slots.parameters);
    } else if (own?.kind === "leaf") {
      const start = slots.value * arenas.rows;
      for (let row = 0; row < arenas.rows; row++) {
        arenas.values.set(own.values, start + row * own.values.length);
      }
    }
    const setting = plan.settingSlots[index] as number;
    if (setting >= 0) {
      arenas.settings[setting] = own?.kind === "setting" ? own.value : initialSetting(node);
    }
  }
}

function initialSetting(node: GraphNode): number {
  return settingOf(opOf(node.op))?.initial ?? 0;
}
