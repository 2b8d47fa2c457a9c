import { describe, expect, it } from "vitest";
import { derivativeOf, sampleObjective, samplePartialsOf } from "./evaluation";
import {
  apply,
  input,
  linear,
  type NodeSpec,
  parameter,
  toyNetwork,
} from "./graph-builder.test-support";
import { stateOf } from "./health/unit-state";
import shallowText from "./reference/shallow-relu-3.json?raw";
import toyText from "./reference/toy-network.json?raw";
import { derivative, errorOf, run, scalarPartials, value } from "./reference.test-support";

interface Figures {
  readonly values: Record<string, number>;
  readonly gradients: Record<string, number>;
  readonly parameterGradients: Record<string, number>;
}
const toy: { readonly published: Figures; readonly exact: Figures } = JSON.parse(toyText);

interface Row {
  readonly x: number;
  readonly pre: readonly number[];
  readonly h: readonly number[];
  readonly y: number;
  readonly slope: number;
  readonly dphi: readonly number[];
  readonly dtheta: readonly (readonly [number, number])[];
  readonly active: readonly boolean[];
}
const shallow: {
  readonly theta: readonly (readonly [number, number])[];
  readonly phi: readonly number[];
  readonly joints: readonly number[];
  readonly rows: readonly Row[];
} = JSON.parse(shallowText);

describe("the lecture's toy network", () => {
  const evaluation = run(toyNetwork());
  const partial = (name: string) => {
    const partials = scalarPartials(evaluation, `f${name.slice(-1)}`);
    return name.startsWith("beta") ? partials.beta : partials.omega[0];
  };

  it("E2 E3 E8 has the notebook's figures in full precision", () => {
    const { values, gradients, parameterGradients } = toy.exact;
    for (const [node, expected] of Object.entries(values)) {
      expect(errorOf(value(evaluation, node), expected), node).toBeLessThanOrEqual(1e-14);
    }
    for (const [node, expected] of Object.entries(gradients)) {
      expect(errorOf(derivative(evaluation, node), expected), node).toBeLessThanOrEqual(1e-13);
    }
    for (const [name, expected] of Object.entries(parameterGradients)) {
      expect(errorOf(partial(name), expected), name).toBeLessThanOrEqual(1e-13);
    }
    expect(Object.keys(values).length + Object.keys(gradients).length).toBe(17);
  });

  it("E2 E3 E8 has the figures as published, to three decimals", () => {
    const { values, gradients, parameterGradients } = toy.published;
    const rounded = (number: number | undefined) =>
      Math.round((number ?? Number.NaN) * 1000) / 1000;
    for (const [node, expected] of Object.entries(values)) {
      expect(rounded(value(evaluation, node)), node).toBe(expected);
    }
    for (const [node, expected] of Object.entries(gradients)) {
      expect(rounded(derivative(evaluation, node)), node).toBe(expected);
    }
    for (const [name, expected] of Object.entries(parameterGradients)) {
      expect(rounded(partial(name)), name).toBe(expected);
    }
  });

  it("E5 differentiates its loss", () => {
    expect(derivative(evaluation, "loss")).toBe(1);
    expect(sampleObjective(evaluation)).toBe(value(evaluation, "loss"));
  });
});

describe("the shallow network of three ReLU units", () => {
  const asLinear = (x: number): NodeSpec[] => [
    input("x", x),
    ...shallow.theta.flatMap(([beta, omega], unit) => [
      linear(`z${unit}`, ["x"], omega, beta),
      apply(`h${unit}`, "relu", `z${unit}`),
    ]),
    linear("y", ["h0", "h1", "h2"], shallow.phi.slice(1), shallow.phi[0] ?? 0),
  ];

  /** The same network of parameters, products and sums. */
  const asPrimitives = (x: number): NodeSpec[] => [
    input("x", x),
    parameter("phi0", shallow.phi[0] ?? 0),
    ...shallow.theta.flatMap(([beta, omega], unit) => [
      parameter(`beta${unit}`, beta),
      parameter(`omega${unit}`, omega),
      parameter(`phi${unit + 1}`, shallow.phi[unit + 1] ?? 0),
      apply(`p${unit}`, "multiply", `omega${unit}`, "x"),
      apply(`z${unit}`, "add", `beta${unit}`, `p${unit}`),
      apply(`h${unit}`, "relu", `z${unit}`),
      apply(`q${unit}`, "multiply", `phi${unit + 1}`, `h${unit}`),
      apply(`s${unit}`, "add", unit === 0 ? "phi0" : `s${unit - 1}`, `q${unit}`),
    ]),
  ];

  it.each(shallow.rows)("E5 E7 x = $x: values, slope, partials and states with y chosen", (row) => {
    const evaluation = run(asLinear(row.x), { output: "y" });
    const units = [0, 1, 2];
    expect(
      errorOf(
        units.map((unit) => value(evaluation, `z${unit}`)),
        row.pre,
      ),
    ).toBeLessThanOrEqual(1e-14);
    expect(
      errorOf(
        units.map((unit) => value(evaluation, `h${unit}`)),
        row.h,
      ),
    ).toBeLessThanOrEqual(1e-14);
    expect(errorOf(value(evaluation, "y"), row.y)).toBeLessThanOrEqual(1e-14);
    expect(errorOf(derivative(evaluation, "x"), row.slope)).toBeLessThanOrEqual(1e-14);
    const { beta, omega } = scalarPartials(evaluation, "y");
    expect(errorOf([beta, ...omega], row.dphi)).toBeLessThanOrEqual(1e-14);
    const dtheta = units.map((unit) => {
      const partials = scalarPartials(evaluation, `z${unit}`);
      return [partials.beta, ...partials.omega];
    });
    expect(errorOf(dtheta, row.dtheta)).toBeLessThanOrEqual(1e-14);
    const states = units.map((unit) => stateOf(evaluation, `h${unit}`));
    expect(states).toEqual(
      row.active.map((on, unit) => ({
        kind: "uniform",
        state: on ? "active" : row.pre[unit] === 0 ? "kink" : "inactive",
      })),
    );
  });

  it.each(shallow.rows)("E3 x = $x: the same from parameters, products and sums", (row) => {
    const evaluation = run(asPrimitives(row.x), { output: "s2" });
    expect(errorOf(value(evaluation, "s2"), row.y)).toBeLessThanOrEqual(1e-14);
    expect(errorOf(derivative(evaluation, "x"), row.slope)).toBeLessThanOrEqual(1e-14);
    const at = (name: string) => {
      const partials = samplePartialsOf(evaluation, name);
      return partials?.kind === "parameter" ? partials.value[0] : undefined;
    };
    expect(
      errorOf(
        [0, 1, 2, 3].map((unit) => at(`phi${unit}`)),
        row.dphi,
      ),
    ).toBeLessThanOrEqual(1e-14);
    const dtheta = [0, 1, 2].map((unit) => [at(`beta${unit}`), at(`omega${unit}`)]);
    expect(errorOf(dtheta, row.dtheta)).toBeLessThanOrEqual(1e-14);
  });

  it("E7 each joint is where its unit switches, and the slope there is of the clipped side", () => {
    shallow.joints.forEach((joint, unit) => {
      const slopeAt = (x: number) => derivative(run(asLinear(x), { output: "y" }), "x");
      const stateAt = (x: number) => stateOf(run(asLinear(x), { output: "y" }), `h${unit}`);
      const sides = [joint - 1e-9, joint + 1e-9];
      expect(new Set(sides.map((x) => JSON.stringify(stateAt(x)))).size).toBe(2);
      const [, omega = 0] = shallow.theta[unit] ?? [];
      const jump = Math.abs((shallow.phi[unit + 1] ?? 0) * omega);
      const [left = 0, right = 0] = sides.map(slopeAt);
      expect(Math.abs(right - left)).toBeCloseTo(jump, 12);
    });
  });

  it("E7 all units inactive: the slope is exactly zero", () => {
    expect(derivativeOf(run(asLinear(0.45), { output: "y" }), "x")).toEqual(Float64Array.of(0));
  });
});
