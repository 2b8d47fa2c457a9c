import type { Arenas } from "./arenas";
import {
  type BinaryBackward,
  type BinaryForward,
  FIELDS,
  INSTRUCTION,
  type LossBackward,
  type LossForward,
  type Plan,
  PORT_FIELDS,
  type UnaryBackward,
  type UnaryForward,
} from "./plan";
import { backwardScalars, forwardScalars } from "./scalar-passes";

export { type Arenas, createArenas, writeNumbers } from "./arenas";

/** Numbers that a block of rows may touch, so that it stays in the cache from its forward to its backward pass. */
const BLOCK_FOOTPRINT = 16_384;

function blockRows(plan: Plan): number {
  const rows = Math.floor(BLOCK_FOOTPRINT / Math.max(1, plan.rowFootprint));
  return Math.max(1, Math.min(plan.batch, rows));
}

/** Forward pass: every complete node's value, in topological order (E2). */
export function runForward(plan: Plan, arenas: Arenas): void {
  if (plan.scalar) forwardScalars(plan, arenas);
  else forwardRows(plan, arenas, 0, plan.batch);
}

/** Backward pass: every derivative in reverse order (E3), then the partials as means over the samples (E8). */
export function runBackward(plan: Plan, arenas: Arenas): void {
  clearPartials(arenas);
  if (plan.scalar) {
    backwardScalars(plan, arenas);
    return;
  }
  backwardRows(plan, arenas, 0, plan.batch, true);
  averagePartials(plan, arenas);
}

export interface PassOptions {
  /**
   * Whether the derivatives of inputs, targets and constants are wanted. Training does without: where false, those
   * that come through a linear node of a vector graph are left as they are in the arena. They would cost as much as
   * the partials of that node.
   */
  readonly leaves: boolean;
}

const EVERYTHING: PassOptions = { leaves: true };

/** Both passes, block by block of samples: the same numbers as one after the other, with fewer trips to memory. */
export function runForwardBackward(plan: Plan, arenas: Arenas, options = EVERYTHING): void {
  clearPartials(arenas);
  if (plan.scalar) {
    forwardScalars(plan, arenas);
    backwardScalars(plan, arenas);
    return;
  }
  const step = blockRows(plan);
  for (let first = 0; first < plan.batch; first += step) {
    const rows = Math.min(step, plan.batch - first);
    forwardRows(plan, arenas, first, rows);
    backwardRows(plan, arenas, first, rows, options.leaves);
  }
  averagePartials(plan, arenas);
}

/** By hand where there are few: for the eight of a toy network, `fill` takes twice as long. */
function clearPartials({ partials }: Arenas): void {
  if (partials.length < 64) for (let i = 0; i < partials.length; i++) partials[i] = 0;
  else partials.fill(0);
}

function averagePartials(plan: Plan, arenas: Arenas): void {
  const { batch } = plan;
  const { partials } = arenas;
  if (batch === 1) return;
  for (let i = 0; i < partials.length; i++) partials[i] = (partials[i] as number) / batch;
}

function forwardRows(plan: Plan, arenas: Arenas, first: number, rows: number): void {
  const { program, forwardLoops, ports, linear } = plan;
  const { values, parameters, settings } = arenas;
  const count = forwardLoops.length;
  for (let instruction = 0, at = 0; instruction < count; instruction++, at += FIELDS) {
    const width = program[at + 1] as number;
    const skip = first * width;
    const out = (program[at + 2] as number) + skip;
    switch (program[at]) {
      case INSTRUCTION.unary: {
        const loop = forwardLoops[instruction] as UnaryForward;
        loop(values, (program[at + 4] as number) + skip, out, rows * width);
        break;
      }
      case INSTRUCTION.linear: {
        const beta = program[at + 4] as number;
        const last = program[at + 6] as number;
        let port = program[at + 5] as number;
        if (port < last && ports[port + 1] === 1) {
          const input = (ports[port] as number) + first;
          const omega = ports[port + 2] as number;
          linear.fillFromUnit(values, input, out, rows, width, parameters, beta, omega);
          port += PORT_FIELDS;
        } else {
          linear.fill(values, out, rows, width, parameters, beta);
        }
        for (; port < last; port += PORT_FIELDS) {
          const inputWidth = ports[port + 1] as number;
          const input = (ports[port] as number) + first * inputWidth;
          const omega = ports[port + 2] as number;
          linear.add(values, input, inputWidth, out, rows, width, parameters, omega);
        }
        break;
      }
      case INSTRUCTION.binary: {
        const loop = forwardLoops[instruction] as BinaryForward;
        const a = (program[at + 4] as number) + skip;
        const b = (program[at + 5] as number) + skip;
        loop(values, a, b, out, rows * width);
        break;
      }
      case INSTRUCTION.parameter:
        linear.fill(values, out, rows, width, parameters, program[at + 4] as number);
        break;
      case INSTRUCTION.expand: {
        const source = (program[at + 4] as number) + first;
        for (let row = 0; row < rows; row++) {
          const value = values[source + row] as number;
          const start = out + row * width;
          for (let unit = 0; unit < width; unit++) values[start + unit] = value;
        }
        break;
      }
      case INSTRUCTION.loss: {
        const loop = forwardLoops[instruction] as LossForward;
        const f = (program[at + 4] as number) + skip;
        const y = (program[at + 5] as number) + skip;
        const setting = settings[program[at + 8] as number] as number;
        loop(values, f, y, (program[at + 2] as number) + first, rows, width, setting);
        break;
      }
    }
  }
}

function backwardRows(
  plan: Plan,
  arenas: Arenas,
  first: number,
  rows: number,
  leaves: boolean,
): void {
  const { program, backwardLoops, ports, linear, contributions, seeds, seedWidths } = plan;
  const { values, derivatives, parameters, partials, settings } = arenas;
  for (let seed = 0; seed < seeds.length; seed++) {
    const width = seedWidths[seed] as number;
    const start = (seeds[seed] as number) + first * width;
    for (let i = 0; i < rows * width; i++) derivatives[start + i] = 1;
  }
  let at = (backwardLoops.length - 1) * FIELDS;
  for (let instruction = backwardLoops.length - 1; instruction >= 0; instruction--, at -= FIELDS) {
    const width = program[at + 1] as number;
    const skip = first * width;
    switch (program[at]) {
      case INSTRUCTION.unary: {
        const gradient = program[at + 3] as number;
        const to = program[at + 5] as number;
        if (gradient < 0 || to < 0) break;
        const loop = backwardLoops[instruction] as UnaryBackward;
        const x = (program[at + 4] as number) + skip;
        const out = (program[at + 2] as number) + skip;
        loop(values, x, out, derivatives, gradient + skip, to + skip, rows * width);
        break;
      }
      case INSTRUCTION.linear: {
        if ((program[at + 3] as number) < 0) break;
        const upstream = (program[at + 3] as number) + skip;
        const last = program[at + 6] as number;
        const beta = program[at + 4] as number;
        const firstPort = program[at + 5] as number;
        // The derivatives of a wide layer fill the cache: read them once for both where that is possible.
        const together = width > 1 && firstPort < last && ports[firstPort + 1] === 1;
        if (!together) linear.addBetaPartials(derivatives, upstream, rows, width, partials, beta);
        for (let port = firstPort; port < last; port += PORT_FIELDS) {
          const inputWidth = ports[port + 1] as number;
          const input = (ports[port] as number) + first * inputWidth;
          const omega = ports[port + 2] as number;
          const to = (ports[port + 3] as number) + first * inputWidth;
          if (together && port === firstPort) {
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
          } else {
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
          }
          if (ports[port + 4] === 1 && !leaves) continue;
          linear.contribute(derivatives, upstream, to, inputWidth, rows, width, parameters, omega);
        }
        break;
      }
      case INSTRUCTION.fanOut: {
        const gradient = (program[at + 3] as number) + skip;
        const firstWire = program[at + 4] as number;
        const last = program[at + 5] as number;
        const start = (contributions[firstWire] as number) + skip;
        for (let i = 0; i < rows * width; i++) {
          derivatives[gradient + i] = derivatives[start + i] as number;
        }
        for (let wire = firstWire + 1; wire < last; wire++) {
          const from = (contributions[wire] as number) + skip;
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
          (program[at + 4] as number) + skip,
          (program[at + 5] as number) + skip,
          (program[at + 2] as number) + skip,
          derivatives,
          (program[at + 3] as number) + skip,
          (program[at + 6] as number) + skip,
          (program[at + 7] as number) + skip,
          rows * width,
        );
        break;
      }
      case INSTRUCTION.parameter: {
        const gradient = program[at + 3] as number;
        if (gradient < 0) break;
        const row = program[at + 4] as number;
        linear.addBetaPartials(derivatives, gradient + skip, rows, width, partials, row);
        break;
      }
      case INSTRUCTION.expand: {
        const to = program[at + 5] as number;
        if (to < 0) break;
        const from = (program[at + 3] as number) + skip;
        for (let row = 0; row < rows; row++) {
          let sum = derivatives[from + row * width] as number;
          for (let unit = 1; unit < width; unit++) {
            sum += derivatives[from + row * width + unit] as number;
          }
          derivatives[to + first + row] = sum;
        }
        break;
      }
      case INSTRUCTION.loss: {
        if ((program[at + 3] as number) < 0) break;
        const loop = backwardLoops[instruction] as LossBackward;
        loop(
          values,
          (program[at + 4] as number) + skip,
          (program[at + 5] as number) + skip,
          derivatives,
          (program[at + 3] as number) + first,
          (program[at + 6] as number) + skip,
          (program[at + 7] as number) + skip,
          rows,
          width,
          settings[program[at + 8] as number] as number,
        );
        break;
      }
    }
  }
}
