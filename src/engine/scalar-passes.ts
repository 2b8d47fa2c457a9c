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
} from "./plan";

/*
 * Both passes over a plan in which every node is a single number: the same program and the same bits as in passes.ts,
 * without rows, blocks and broadcasting. There, five kernels with their loops are called for each wire into a linear
 * node; here, the few products are written out: measured on the toy network, 0.6 of the time.
 */

// Not read from the object in the loops: it is a load and a check for each comparison.
const { parameter, linear, unary, binary, loss, fanOut } = INSTRUCTION;

/** Writes the value of every node to `arenas.values`. Inputs, targets and constants are there already. */
export function forwardScalars(plan: ForwardPlan, arenas: Arenas): void {
  const { program, forwardLoops, ports } = plan;
  const { values, parameters, settings } = arenas;
  const count = forwardLoops.length;
  for (let instruction = 0, at = 0; instruction < count; instruction++, at += FIELDS) {
    const out = program[at + 2] as number;
    switch (program[at]) {
      case linear: {
        let sum = parameters[program[at + 4] as number] as number;
        const end = program[at + 6] as number;
        for (let port = program[at + 5] as number; port < end; port += PORT_FIELDS) {
          const omega = parameters[ports[port + 2] as number] as number;
          sum += omega * (values[ports[port] as number] as number);
        }
        values[out] = sum;
        break;
      }
      case unary: {
        const loop = forwardLoops[instruction] as UnaryForward;
        loop(
          values,
          program[at + 4] as number,
          out,
          1,
          settings[program[at + 6] as number] as number,
        );
        break;
      }
      case binary: {
        const loop = forwardLoops[instruction] as BinaryForward;
        loop(values, program[at + 4] as number, program[at + 5] as number, out, 1);
        break;
      }
      case parameter:
        values[out] = parameters[program[at + 4] as number] as number;
        break;
      case loss: {
        const loop = forwardLoops[instruction] as LossForward;
        const setting = settings[program[at + 8] as number] as number;
        loop(values, program[at + 4] as number, program[at + 5] as number, out, 1, 1, setting);
        break;
      }
    }
  }
}

/** Adds to the partials, which start from 0 so that −0 comes out as it does in a batch. */
export function backwardScalars(plan: Plan, arenas: Arenas): void {
  const { program, backwardLoops, ports, contributions, seeds } = plan;
  const { values, derivatives, parameters, partials, settings } = arenas;
  for (let seed = 0; seed < seeds.length; seed++) derivatives[seeds[seed] as number] = 1;
  let at = backwardLoops.length * FIELDS;
  for (let instruction = backwardLoops.length - 1; instruction >= 0; instruction--) {
    at -= FIELDS;
    const gradient = program[at + 3] as number;
    if (gradient < 0) continue;
    switch (program[at]) {
      case linear: {
        const upstream = derivatives[gradient] as number;
        const beta = program[at + 4] as number;
        partials[beta] = (partials[beta] as number) + upstream;
        const end = program[at + 6] as number;
        for (let port = program[at + 5] as number; port < end; port += PORT_FIELDS) {
          const omega = ports[port + 2] as number;
          const input = values[ports[port] as number] as number;
          partials[omega] = (partials[omega] as number) + upstream * input;
          derivatives[ports[port + 3] as number] = (parameters[omega] as number) * upstream;
        }
        break;
      }
      case unary: {
        const loop = backwardLoops[instruction] as UnaryBackward;
        const x = program[at + 4] as number;
        const to = program[at + 5] as number;
        const setting = settings[program[at + 6] as number] as number;
        loop(values, x, program[at + 2] as number, derivatives, gradient, to, 1, setting);
        break;
      }
      case fanOut: {
        const first = program[at + 4] as number;
        const end = program[at + 5] as number;
        let sum = derivatives[contributions[first] as number] as number;
        for (let wire = first + 1; wire < end; wire++) {
          sum += derivatives[contributions[wire] as number] as number;
        }
        derivatives[gradient] = sum;
        break;
      }
      case binary: {
        const loop = backwardLoops[instruction] as BinaryBackward;
        const out = program[at + 2] as number;
        const a = program[at + 4] as number;
        const b = program[at + 5] as number;
        const toA = program[at + 6] as number;
        const toB = program[at + 7] as number;
        loop(values, a, b, out, derivatives, gradient, toA, toB, 1);
        break;
      }
      case parameter: {
        const row = program[at + 4] as number;
        partials[row] = (partials[row] as number) + (derivatives[gradient] as number);
        break;
      }
      case loss: {
        const loop = backwardLoops[instruction] as LossBackward;
        const f = program[at + 4] as number;
        const y = program[at + 5] as number;
        const toF = program[at + 6] as number;
        const toY = program[at + 7] as number;
        const setting = settings[program[at + 8] as number] as number;
        loop(values, f, y, derivatives, gradient, toF, toY, 1, 1, setting);
        break;
      }
    }
  }
}
