import { multiplyAdd } from "./linear-blocks";
import {
  addFewBetaPartials,
  addFewOmegaPartials,
  contributeFew,
  FEW_UNITS,
  FEW_WEIGHTS,
} from "./linear-small";
import {
  addFourUnits,
  addPartialsOfUnit,
  backwardOfFourUnits,
  fillUnitFromUnit,
} from "./linear-units";
import {
  addDots,
  addFourRows,
  addFourRowsTwice,
  addRow,
  addToFourRows,
  scaleRow,
  scaleToFourRows,
} from "./row-arithmetic";
import type { LinearOp } from "./types";

/** Rows of fewer numbers are copied by hand: for them, a call of `copyWithin` takes longer than the copy. */
const SHORT_ROW = 16;

/**
 * f = β + Ω·concat(inputs), wire by wire.
 *
 * Every sum is taken in one fixed order, whatever the number of rows: a sample has the same bits alone, in a batch and
 * in a block of a batch. All kernels walk through memory in order, and load Ω (or write ∂/∂Ω) once per call, not once
 * per row.
 */
export const linear = {
  kind: "linear",
  id: "linear",
  title: "Linear",
  searchNames: [
    "affine",
    "dense",
    "fully connected",
    "layer",
    "weights",
    "beta + omega x",
    "matmul",
    "matrix",
    "matrix multiplication",
    "matrix product",
    "matrix-vector product",
    "neuron",
    "unit",
    "bias",
    "weight",
    "wx + b",
    "perceptron",
    "y = mx + b",
  ],
  group: "combine",
  stem: "f",

  fill(values, out, rows, width, parameters, beta) {
    if (width === 1) {
      const b = parameters[beta] as number;
      for (let r = 0; r < rows; r++) values[out + r] = b;
      return;
    }
    if (width < SHORT_ROW) {
      for (let r = 0, at = out; r < rows; r++) {
        for (let d = 0; d < width; d++, at++) values[at] = parameters[beta + d] as number;
      }
      return;
    }
    for (let d = 0; d < width; d++) values[out + d] = parameters[beta + d] as number;
    for (let r = 1; r < rows; r++) values.copyWithin(out + r * width, out, out + width);
  },

  fillFromUnit(values, input, out, rows, width, parameters, beta, omega) {
    if (width === 1) {
      fillUnitFromUnit(
        values,
        input,
        out,
        rows,
        parameters[beta] as number,
        parameters[omega] as number,
      );
      return;
    }
    let r = 0;
    // Two rows together: β and ω are loaded once for both.
    for (; r + 1 < rows; r += 2) {
      const x = values[input + r] as number;
      const next = values[input + r + 1] as number;
      const row = out + r * width;
      for (let d = 0; d < width; d++) {
        const b = parameters[beta + d] as number;
        const w = parameters[omega + d] as number;
        values[row + d] = b + w * x;
        values[row + width + d] = b + w * next;
      }
    }
    for (; r < rows; r++) {
      const x = values[input + r] as number;
      for (let d = 0; d < width; d++) {
        values[out + r * width + d] =
          (parameters[beta + d] as number) + (parameters[omega + d] as number) * x;
      }
    }
  },

  add(values, input, inputWidth, out, rows, width, parameters, omega) {
    if (inputWidth === 1) {
      if (width === 1) {
        const w = parameters[omega] as number;
        for (let r = 0; r < rows; r++) {
          values[out + r] = (values[out + r] as number) + w * (values[input + r] as number);
        }
        return;
      }
      let r = 0;
      for (; r + 3 < rows; r += 4) {
        addToFourRows(
          values,
          out + r * width,
          width,
          parameters,
          omega,
          values[input + r] as number,
          values[input + r + 1] as number,
          values[input + r + 2] as number,
          values[input + r + 3] as number,
          width,
        );
      }
      for (; r < rows; r++) {
        addRow(values, out + r * width, parameters, omega, values[input + r] as number, width);
      }
      return;
    }
    if (width === 1) {
      addDots(values, out, values, input, rows, parameters, omega, inputWidth);
      return;
    }
    multiplyAdd(values, input, inputWidth, out, rows, width, parameters, omega);
  },

  contribute(derivatives, upstream, to, inputWidth, rows, width, parameters, omega) {
    if (width === 1) {
      if (inputWidth === 1) {
        // The rows of one unit are one row of numbers.
        scaleRow(derivatives, to, derivatives, upstream, parameters[omega] as number, rows);
        return;
      }
      let r = 0;
      for (; r + 3 < rows; r += 4) {
        scaleToFourRows(
          derivatives,
          to + r * inputWidth,
          inputWidth,
          parameters,
          omega,
          derivatives[upstream + r] as number,
          derivatives[upstream + r + 1] as number,
          derivatives[upstream + r + 2] as number,
          derivatives[upstream + r + 3] as number,
          inputWidth,
        );
      }
      for (; r < rows; r++) {
        const u = derivatives[upstream + r] as number;
        scaleRow(derivatives, to + r * inputWidth, parameters, omega, u, inputWidth);
      }
      return;
    }
    if (inputWidth === 1) {
      for (let r = 0; r < rows; r++) derivatives[to + r] = 0;
      addDots(derivatives, to, derivatives, upstream, rows, parameters, omega, width);
      return;
    }
    if (width * inputWidth <= FEW_WEIGHTS) {
      contributeFew(derivatives, upstream, to, inputWidth, rows, width, parameters, omega);
      return;
    }
    for (let i = to; i < to + rows * inputWidth; i++) derivatives[i] = 0;
    let d = 0;
    // Four rows of Ω at a time: they stay in the nearest cache for all samples, and `to` is loaded a quarter as often.
    for (; d + 3 < width; d += 4) {
      const o = omega + d * inputWidth;
      for (let r = 0; r < rows; r++) {
        const u = upstream + r * width + d;
        addFourRows(
          derivatives,
          to + r * inputWidth,
          parameters,
          o,
          inputWidth,
          derivatives[u] as number,
          derivatives[u + 1] as number,
          derivatives[u + 2] as number,
          derivatives[u + 3] as number,
          inputWidth,
        );
      }
    }
    for (; d < width; d++) {
      const o = omega + d * inputWidth;
      for (let r = 0; r < rows; r++) {
        const u = derivatives[upstream + r * width + d] as number;
        addRow(derivatives, to + r * inputWidth, parameters, o, u, inputWidth);
      }
    }
  },

  addBetaPartials(derivatives, upstream, rows, width, partials, beta) {
    if (width === 1) {
      let sum = partials[beta] as number;
      for (let r = 0; r < rows; r++) sum += derivatives[upstream + r] as number;
      partials[beta] = sum;
      return;
    }
    if (width <= FEW_UNITS) {
      addFewBetaPartials(derivatives, upstream, rows, width, partials, beta);
      return;
    }
    let r = 0;
    for (; r + 3 < rows; r += 4) {
      const u = upstream + r * width;
      addFourRows(partials, beta, derivatives, u, width, 1, 1, 1, 1, width);
    }
    for (; r < rows; r++) addRow(partials, beta, derivatives, upstream + r * width, 1, width);
  },

  addOmegaPartials(values, input, inputWidth, derivatives, upstream, rows, width, partials, omega) {
    if (inputWidth === 1) {
      if (width === 1) {
        let sum = partials[omega] as number;
        for (let r = 0; r < rows; r++) {
          sum += (derivatives[upstream + r] as number) * (values[input + r] as number);
        }
        partials[omega] = sum;
        return;
      }
      let r = 0;
      for (; r + 3 < rows; r += 4) {
        addFourRows(
          partials,
          omega,
          derivatives,
          upstream + r * width,
          width,
          values[input + r] as number,
          values[input + r + 1] as number,
          values[input + r + 2] as number,
          values[input + r + 3] as number,
          width,
        );
      }
      for (; r < rows; r++) {
        const x = values[input + r] as number;
        addRow(partials, omega, derivatives, upstream + r * width, x, width);
      }
      return;
    }
    if (width * inputWidth <= FEW_WEIGHTS) {
      addFewOmegaPartials(
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
      return;
    }
    for (let d = 0; d < width; d++) {
      const o = omega + d * inputWidth;
      const u = upstream + d;
      let r = 0;
      for (; r + 3 < rows; r += 4) {
        addFourRows(
          partials,
          o,
          values,
          input + r * inputWidth,
          inputWidth,
          derivatives[u + r * width] as number,
          derivatives[u + (r + 1) * width] as number,
          derivatives[u + (r + 2) * width] as number,
          derivatives[u + (r + 3) * width] as number,
          inputWidth,
        );
      }
      for (; r < rows; r++) {
        const factor = derivatives[u + r * width] as number;
        addRow(partials, o, values, input + r * inputWidth, factor, inputWidth);
      }
    }
  },

  addFourUnits,
  backwardOfFourUnits,

  addPartialsOfOneUnit(values, input, derivatives, upstream, rows, width, partials, beta, omega) {
    if (width === 1) {
      addPartialsOfUnit(values, input, derivatives, upstream, rows, partials, beta, omega);
      return;
    }
    let r = 0;
    for (; r + 3 < rows; r += 4) {
      addFourRowsTwice(
        partials,
        beta,
        omega,
        derivatives,
        upstream + r * width,
        values[input + r] as number,
        values[input + r + 1] as number,
        values[input + r + 2] as number,
        values[input + r + 3] as number,
        width,
      );
    }
    for (; r < rows; r++) {
      const u = upstream + r * width;
      addRow(partials, beta, derivatives, u, 1, width);
      addRow(partials, omega, derivatives, u, values[input + r] as number, width);
    }
  },

  pytorch(module, inputs) {
    if (inputs.length === 0) return `${module}.bias.unsqueeze(0)`;
    if (inputs.length === 1) return `${module}(${inputs[0]})`;
    return `${module}(torch.cat([${inputs.join(", ")}], dim=1))`;
  },
} as const satisfies LinearOp;
