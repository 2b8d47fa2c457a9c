import { type Evaluation, type Partials, partialsOf } from "@/engine";
import { numberData } from "@/explain";
import type { NodeId } from "@/graph";

/** Beyond this, the numbers of a node are too many for an attribute. */
const MOST_PARAMETERS = 4096;

type Json = number | string | readonly Json[];

function json(numbers: number | readonly number[] | readonly (readonly number[])[]): Json {
  if (typeof numbers === "number") {
    return Number.isFinite(numbers) && !Object.is(numbers, -0) ? numbers : numberData(numbers);
  }
  return numbers.map((item) => json(item));
}

/** Ω by rows: for each unit, the columns of all wires in their order. */
function joinBlocks(
  blocks: readonly (readonly (readonly number[])[])[],
  units: number,
): number[][] {
  return Array.from({ length: units }, (_, unit) => blocks.flatMap((block) => block[unit] ?? []));
}

/** What a node owns and trains, as JSON for `data-parameters`; empty for nodes that own nothing of the kind. */
export function parametersData(evaluation: Evaluation, node: NodeId, trainable: boolean): string {
  const own = evaluation.numbers.get(node);
  if (own?.kind === "linear") {
    return linearData(own.beta, own.omega);
  }
  return own?.kind === "leaf" && trainable ? JSON.stringify({ value: json(own.values) }) : "";
}

/** The partials of the same numbers, the mean over the samples, for `data-parameter-gradients`. */
export function partialsData(evaluation: Evaluation, node: NodeId): string {
  // Of a wide node nothing is told, so its partials are not even gathered: that took 3.5 ms a paint for 1,000 units.
  const own = evaluation.numbers.get(node);
  if (own?.kind === "linear" && isTooLarge(own.beta, own.omega)) return "";
  const partials: Partials | null = partialsOf(evaluation, node);
  if (!partials) return "";
  return partials.kind === "linear"
    ? linearData(partials.beta, partials.omega)
    : JSON.stringify({ value: json(partials.value) });
}

function linearData(
  beta: readonly number[],
  blocks: readonly (readonly (readonly number[])[])[],
): string {
  if (isTooLarge(beta, blocks)) return "";
  const omega = joinBlocks(blocks, beta.length);
  return JSON.stringify({ beta: json(beta), omega: json(omega) });
}

function isTooLarge(
  beta: readonly number[],
  blocks: readonly (readonly (readonly number[])[])[],
): boolean {
  const columns = blocks.reduce((sum, block) => sum + (block[0]?.length ?? 0), 0);
  return beta.length * (1 + columns) > MOST_PARAMETERS;
}
