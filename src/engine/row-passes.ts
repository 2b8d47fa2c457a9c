import type { Arenas } from "./arenas";
import {
  type BinaryBackward,
  type BinaryForward,
  FIELDS,
  type ForwardPlan,
  INSTRUCTION,
  type LossBackward,
  type LossForward,
  type Plan,
  PORT_FIELDS,
  type UnaryBackward,
  type UnaryForward,
  type VectorBackward,
  type VectorForward,
} from "./plan";

/*
 * Both passes instruction by instruction, each over a block of rows. What stands in which field of an instruction is said
 * in plan.ts; passes.ts is what others call.
 */

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

/** The forward pass of `runForward` for the first `rows` rows of the arenas, whatever their widths. */
export function forwardRows(plan: ForwardPlan, arenas: Arenas, rows: number): void {
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

/**
 * The backward pass of `runBackward` for the first `rows` rows of the arenas, whatever their widths; `leaves` as in
 * `PassOptions`.
 */
export function backwardRows(plan: Plan, arenas: Arenas, rows: number, leaves: boolean): void {
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
