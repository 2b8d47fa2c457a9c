import type { NodeIndex } from "@/graph";
import type { Arenas } from "./arenas";
import {
  type BinaryBackward,
  type BinaryForward,
  FIELDS,
  type ForwardPlan,
  INSTRUCTION,
  type LossBackward,
  type LossForward,
  type NodeSlots,
  type Plan,
  PORT_FIELDS,
  type UnaryBackward,
  type UnaryForward,
  type VectorBackward,
  type VectorForward,
} from "./plan";
import { backwardScalars, forwardScalars } from "./scalar-passes";
import { type PlanColumns, type RowOrder, readRows } from "./table-rows";

/**
 * Forward pass: the value of every complete node at the first `rows` rows of the arenas, in topological order (E2).
 * Inputs and targets are there already (`readRows`, `repeatRow`), constants too (`writeNumbers`).
 */
export function runForward(plan: ForwardPlan, arenas: Arenas, rows = arenas.rows): void {
  if (plan.scalar && arenas.rows === 1) forwardScalars(plan, arenas);
  else forwardRows(plan, arenas, rows);
}

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

/** Are the next four ports of a linear node single units? */
function hasFourUnits(ports: Int32Array, first: number, last: number): boolean {
  return (
    first + 4 * PORT_FIELDS <= last &&
    ports[first + 1] === 1 &&
    ports[first + PORT_FIELDS + 1] === 1 &&
    ports[first + 2 * PORT_FIELDS + 1] === 1 &&
    ports[first + 3 * PORT_FIELDS + 1] === 1
  );
}

function forwardRows(plan: ForwardPlan, arenas: Arenas, rows: number): void {
  const { program, forwardLoops, ports, linear } = plan;
  const { values, parameters, settings } = arenas;
  // Slots are those of one row.
  const scale = arenas.rows;
  const count = forwardLoops.length;
  for (let instruction = 0, at = 0; instruction < count; instruction++, at += FIELDS) {
    const width = program[at + 1] as number;
    const out = (program[at + 2] as number) * scale;
    switch (program[at]) {
      case INSTRUCTION.unary: {
        const loop = forwardLoops[instruction] as UnaryForward;
        const setting = settings[program[at + 6] as number] as number;
        loop(values, (program[at + 4] as number) * scale, out, rows * width, setting);
        break;
      }
      case INSTRUCTION.linear: {
        const beta = program[at + 4] as number;
        const last = program[at + 6] as number;
        let port = program[at + 5] as number;
        if (port < last && ports[port + 1] === 1) {
          const input = (ports[port] as number) * scale;
          const omega = ports[port + 2] as number;
          linear.fillFromUnit(values, input, out, rows, width, parameters, beta, omega);
          port += PORT_FIELDS;
        } else {
          linear.fill(values, out, rows, width, parameters, beta);
        }
        for (; width === 1 && hasFourUnits(ports, port, last); port += 4 * PORT_FIELDS) {
          linear.addFourUnits(
            values,
            (ports[port] as number) * scale,
            (ports[port + PORT_FIELDS] as number) * scale,
            (ports[port + 2 * PORT_FIELDS] as number) * scale,
            (ports[port + 3 * PORT_FIELDS] as number) * scale,
            out,
            rows,
            parameters,
            ports[port + 2] as number,
            ports[port + PORT_FIELDS + 2] as number,
            ports[port + 2 * PORT_FIELDS + 2] as number,
            ports[port + 3 * PORT_FIELDS + 2] as number,
          );
        }
        for (; port < last; port += PORT_FIELDS) {
          const inputWidth = ports[port + 1] as number;
          const input = (ports[port] as number) * scale;
          const omega = ports[port + 2] as number;
          linear.add(values, input, inputWidth, out, rows, width, parameters, omega);
        }
        break;
      }
      case INSTRUCTION.binary: {
        const loop = forwardLoops[instruction] as BinaryForward;
        const a = (program[at + 4] as number) * scale;
        const b = (program[at + 5] as number) * scale;
        loop(values, a, b, out, rows * width);
        break;
      }
      case INSTRUCTION.vector: {
        const loop = forwardLoops[instruction] as VectorForward;
        const aWidth = program[at + 8] as number;
        const bWidth = program[at + 9] as number;
        const a = (program[at + 4] as number) * scale;
        const b = (program[at + 5] as number) * scale;
        loop(values, a, aWidth, b, bWidth, out, rows);
        break;
      }
      case INSTRUCTION.parameter:
        linear.fill(values, out, rows, width, parameters, program[at + 4] as number);
        break;
      case INSTRUCTION.expand: {
        const source = (program[at + 4] as number) * scale;
        for (let row = 0; row < rows; row++) {
          const value = values[source + row] as number;
          const start = out + row * width;
          for (let unit = 0; unit < width; unit++) values[start + unit] = value;
        }
        break;
      }
      case INSTRUCTION.loss: {
        const loop = forwardLoops[instruction] as LossForward;
        const f = (program[at + 4] as number) * scale;
        const y = (program[at + 5] as number) * scale;
        const setting = settings[program[at + 8] as number] as number;
        loop(values, f, y, out, rows, width, setting);
        break;
      }
    }
  }
}

function backwardRows(plan: Plan, arenas: Arenas, rows: number, leaves: boolean): void {
  const { program, backwardLoops, ports, linear, contributions, seeds, seedWidths } = plan;
  const { values, derivatives, parameters, partials, settings } = arenas;
  const scale = arenas.rows;
  for (let seed = 0; seed < seeds.length; seed++) {
    const width = seedWidths[seed] as number;
    const start = (seeds[seed] as number) * scale;
    for (let i = 0; i < rows * width; i++) derivatives[start + i] = 1;
  }
  let at = (backwardLoops.length - 1) * FIELDS;
  for (let instruction = backwardLoops.length - 1; instruction >= 0; instruction--, at -= FIELDS) {
    const width = program[at + 1] as number;
    switch (program[at]) {
      case INSTRUCTION.unary: {
        const gradient = program[at + 3] as number;
        const to = program[at + 5] as number;
        if (gradient < 0 || to < 0) break;
        const loop = backwardLoops[instruction] as UnaryBackward;
        const x = (program[at + 4] as number) * scale;
        const out = (program[at + 2] as number) * scale;
        const setting = settings[program[at + 6] as number] as number;
        loop(values, x, out, derivatives, gradient * scale, to * scale, rows * width, setting);
        break;
      }
      case INSTRUCTION.linear: {
        if ((program[at + 3] as number) < 0) break;
        const upstream = (program[at + 3] as number) * scale;
        const last = program[at + 6] as number;
        const beta = program[at + 4] as number;
        let port = program[at + 5] as number;
        // The derivatives of a wide layer fill the cache: read them once for both where that is possible.
        if (port < last && ports[port + 1] === 1) {
          const input = (ports[port] as number) * scale;
          const omega = ports[port + 2] as number;
          linear.addPartialsOfOneUnit(
            values,
            input,
            derivatives,
            upstream,
            rows,
            width,
            partials,
            beta,
            omega,
          );
          if (leaves || ports[port + 4] !== 1) {
            const to = (ports[port + 3] as number) * scale;
            linear.contribute(derivatives, upstream, to, 1, rows, width, parameters, omega);
          }
          port += PORT_FIELDS;
        } else {
          linear.addBetaPartials(derivatives, upstream, rows, width, partials, beta);
        }
        for (; width === 1 && hasFourUnits(ports, port, last); port += 4 * PORT_FIELDS) {
          linear.backwardOfFourUnits(
            values,
            (ports[port] as number) * scale,
            (ports[port + PORT_FIELDS] as number) * scale,
            (ports[port + 2 * PORT_FIELDS] as number) * scale,
            (ports[port + 3 * PORT_FIELDS] as number) * scale,
            derivatives,
            upstream,
            (ports[port + 3] as number) * scale,
            (ports[port + PORT_FIELDS + 3] as number) * scale,
            (ports[port + 2 * PORT_FIELDS + 3] as number) * scale,
            (ports[port + 3 * PORT_FIELDS + 3] as number) * scale,
            rows,
            parameters,
            partials,
            ports[port + 2] as number,
            ports[port + PORT_FIELDS + 2] as number,
            ports[port + 2 * PORT_FIELDS + 2] as number,
            ports[port + 3 * PORT_FIELDS + 2] as number,
          );
        }
        for (; port < last; port += PORT_FIELDS) {
          const inputWidth = ports[port + 1] as number;
          const input = (ports[port] as number) * scale;
          const omega = ports[port + 2] as number;
          linear.addOmegaPartials(
            values,
            input,
            inputWidth,
            derivatives,
            upstream,
            rows,
            width,
            partials,
            omega,
          );
          if (!leaves && ports[port + 4] === 1) continue;
          const to = (ports[port + 3] as number) * scale;
          linear.contribute(derivatives, upstream, to, inputWidth, rows, width, parameters, omega);
        }
        break;
      }
      case INSTRUCTION.fanOut: {
        if (program[at + 6] === 1 && !leaves) break;
        const gradient = (program[at + 3] as number) * scale;
        const firstWire = program[at + 4] as number;
        const last = program[at + 5] as number;
        const start = (contributions[firstWire] as number) * scale;
        for (let i = 0; i < rows * width; i++) {
          derivatives[gradient + i] = derivatives[start + i] as number;
        }
        for (let wire = firstWire + 1; wire < last; wire++) {
          const from = (contributions[wire] as number) * scale;
          for (let i = 0; i < rows * width; i++) {
            derivatives[gradient + i] =
              (derivatives[gradient + i] as number) + (derivatives[from + i] as number);
          }
        }
        break;
      }
      case INSTRUCTION.binary: {
        if ((program[at + 3] as number) < 0) break;
        const loop = backwardLoops[instruction] as BinaryBackward;
        loop(
          values,
          (program[at + 4] as number) * scale,
          (program[at + 5] as number) * scale,
          (program[at + 2] as number) * scale,
          derivatives,
          (program[at + 3] as number) * scale,
          (program[at + 6] as number) * scale,
          (program[at + 7] as number) * scale,
          rows * width,
        );
        break;
      }
      case INSTRUCTION.vector: {
        if ((program[at + 3] as number) < 0) break;
        const loop = backwardLoops[instruction] as VectorBackward;
        const aWidth = program[at + 8] as number;
        const bWidth = program[at + 9] as number;
        loop(
          values,
          (program[at + 4] as number) * scale,
          aWidth,
          (program[at + 5] as number) * scale,
          bWidth,
          (program[at + 2] as number) * scale,
          derivatives,
          (program[at + 3] as number) * scale,
          (program[at + 6] as number) * scale,
          (program[at + 7] as number) * scale,
          rows,
        );
        break;
      }
      case INSTRUCTION.parameter: {
        const gradient = program[at + 3] as number;
        if (gradient < 0) break;
        const row = program[at + 4] as number;
        linear.addBetaPartials(derivatives, gradient * scale, rows, width, partials, row);
        break;
      }
      case INSTRUCTION.expand: {
        const to = program[at + 5] as number;
        if (to < 0) break;
        const from = (program[at + 3] as number) * scale;
        for (let row = 0; row < rows; row++) {
          let sum = derivatives[from + row * width] as number;
          for (let unit = 1; unit < width; unit++) {
            sum += derivatives[from + row * width + unit] as number;
          }
          derivatives[to * scale + row] = sum;
        }
        break;
      }
      case INSTRUCTION.loss: {
        if ((program[at + 3] as number) < 0) break;
        const loop = backwardLoops[instruction] as LossBackward;
        loop(
          values,
          (program[at + 4] as number) * scale,
          (program[at + 5] as number) * scale,
          derivatives,
          (program[at + 3] as number) * scale,
          (program[at + 6] as number) * scale,
          (program[at + 7] as number) * scale,
          rows,
          width,
          settings[program[at + 8] as number] as number,
        );
        break;
      }
    }
  }
}
