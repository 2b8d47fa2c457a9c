import type { NodeIndex } from "@/graph";
import type { Arenas } from "./arenas";
import type { ForwardPlan, NodeSlots, Plan } from "./plan";
import { backwardRows, forwardRows } from "./row-passes";
import { backwardScalars, forwardScalars } from "./scalar-passes";
import { type PlanColumns, type RowOrder, readRows } from "./table-rows";

/**
 * Forward pass: the value of every complete node at the first `rows` rows of the arenas, in topological order (E2).
 * Inputs and targets are there already (`readRows`), constants too (`writeNumbers`).
 */
export function runForward(plan: ForwardPlan, arenas: Arenas, rows = arenas.rows): void {
  if (plan.scalar && arenas.rows === 1) forwardScalars(plan, arenas);
  else forwardRows(plan, arenas, rows);
}

/** What a backward pass may leave out. */
export interface PassOptions {
  /**
   * Whether the derivatives of inputs, targets and constants are wanted. Training does without: where false, most of
   * those that come through a linear node, and the sums over several wires, are left as they are in the arena. They
   * would cost as much as the partials.
   */
  readonly leaves: boolean;
}

const EVERYTHING: PassOptions = { leaves: true };

/**
 * Backward pass: every derivative of these rows in reverse order (E3). Their partials are added to those that stand in
 * the arenas (`clearPartials`), so that rows can be run block by block.
 */
export function runBackward(
  plan: Plan,
  arenas: Arenas,
  rows = arenas.rows,
  options = EVERYTHING,
): void {
  if (plan.scalar && arenas.rows === 1) backwardScalars(plan, arenas);
  else backwardRows(plan, arenas, rows, options.leaves);
}

/** Sets all partials to 0. By hand where there are few: for the eight of a toy network, `fill` takes twice as long. */
export function clearPartials({ partials }: Arenas): void {
  if (partials.length < 64) for (let i = 0; i < partials.length; i++) partials[i] = 0;
  else partials.fill(0);
}

/** Makes means of the sums of partials over so many rows (E8). */
export function averagePartials(partials: Float64Array, rows: number): void {
  if (rows === 1) return;
  for (let i = 0; i < partials.length; i++) partials[i] = (partials[i] as number) / rows;
}

/**
 * ℓᵢ of the first `rows` rows of the arenas after a forward pass (E5), written to `losses` from `first` on; zeros where
 * nothing is differentiated.
 */
export function readLosses(
  plan: Plan,
  arenas: Arenas,
  rows: number,
  losses: Float64Array,
  first: number,
): void {
  const { objective, seedWidths, slots } = plan;
  const { values } = arenas;
  for (let row = 0; row < rows; row++) losses[first + row] = 0;
  for (let at = 0; at < objective.length; at++) {
    const width = seedWidths[at] as number;
    let address = (slots[objective[at] as NodeIndex] as NodeSlots).value * arenas.rows;
    for (let row = 0; row < rows; row++) {
      let sum = losses[first + row] as number;
      for (let unit = 0; unit < width; unit++) sum += values[address++] as number;
      losses[first + row] = sum;
    }
  }
}

/** Σᵢ ℓᵢ of the first `rows` rows of the arenas, added to `sum` one after the other. */
function addLosses(plan: Plan, arenas: Arenas, rows: number, sum: number): number {
  const { objective, seedWidths, slots } = plan;
  const { values } = arenas;
  let total = sum;
  for (let row = 0; row < rows; row++) {
    let loss = 0;
    for (let at = 0; at < objective.length; at++) {
      const width = seedWidths[at] as number;
      const start =
        (slots[objective[at] as NodeIndex] as NodeSlots).value * arenas.rows + row * width;
      for (let unit = 0; unit < width; unit++) loss += values[start + unit] as number;
    }
    total += loss;
  }
  return total;
}

/**
 * Both passes over `count` rows of a table, block by block: those from `first` on of `order`, such as a mini-batch, or of
 * the table itself where `order` is null. Gives Σᵢ ℓᵢ and leaves Σᵢ ∂ℓᵢ/∂ω in `arenas.partials`; divided by `count` they
 * are the means (`averagePartials`). The same bits whatever the size of a block. Allocates nothing.
 */
export function runRows(
  plan: Plan,
  columns: PlanColumns,
  order: RowOrder | null,
  first: number,
  count: number,
  arenas: Arenas,
  options = EVERYTHING,
): number {
  clearPartials(arenas);
  let sum = 0;
  for (let done = 0; done < count; done += arenas.rows) {
    const rows = Math.min(arenas.rows, count - done);
    readRows(plan, columns, order, first + done, rows, arenas);
    runForward(plan, arenas, rows);
    runBackward(plan, arenas, rows, options);
    sum = addLosses(plan, arenas, rows, sum);
  }
  return sum;
}

/** Σᵢ ℓᵢ of the same rows by the forward pass alone: what is wanted of validation rows, and of a sweep of L. */
export function sumObjective(
  plan: Plan,
  columns: PlanColumns,
  order: RowOrder | null,
  first: number,
  count: number,
  arenas: Arenas,
): number {
  let sum = 0;
  for (let done = 0; done < count; done += arenas.rows) {
    const rows = Math.min(arenas.rows, count - done);
    readRows(plan, columns, order, first + done, rows, arenas);
    runForward(plan, arenas, rows);
    sum = addLosses(plan, arenas, rows, sum);
  }
  return sum;
}
