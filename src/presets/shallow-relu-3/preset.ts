import { type BackflowDocument, CURVE_MARKS, type Figure, type Read } from "@/graph";
import { documentOf, leaf, linear, type NodeDescription, operation } from "../document-builder";
import type { Sentence } from "../words";

/** θ_{d0} and θ_{d1} of each hidden unit; Prince, Understanding Deep Learning, notebook 3.1. */
const THETA = [
  [0.3, -1],
  [-1, 2],
  [-0.5, 0.65],
] as const;

const beforeActivation = THETA.map(
  ([offset, slope], index): NodeDescription =>
    linear(`f${index + 1}`, offset, { x: slope }, [1, index], {
      beta: `\\theta_{${index + 1}0}`,
      omega: [`\\theta_{${index + 1}1}`],
    }),
);
const hidden = THETA.map((_, index) =>
  operation("relu", `h${index + 1}`, [`f${index + 1}`], [2, index]),
);

const value = (node: string): Read => ({ kind: "value", node, unit: 0 });

/** y and its hidden units on one x axis, so that a joint of y is the joint of a unit, straight below. */
const AGAINST_X: Figure = {
  kind: "curve",
  id: "against-x",
  axis: { kind: "value", node: "x", unit: 0 },
  panels: ["y", "h1", "h2", "h3"].map((node) => [value(node)]),
  columns: 1,
  range: [-0.2, 1.2],
  valueRange: null,
  marks: [...CURVE_MARKS, "terms"],
};

const term = (port: number): Read => ({ kind: "term", node: "y", port, unit: 0 });

/** Pre-activations, activations and terms, column by unit, and their sum below. */
const PIECE_BY_PIECE: Figure = {
  kind: "curve",
  id: "piece-by-piece",
  axis: { kind: "value", node: "x", unit: 0 },
  panels: [
    ...["f1", "f2", "f3"].map((node) => [value(node)]),
    ...["h1", "h2", "h3"].map((node) => [value(node)]),
    ...[0, 1, 2].map((port) => [term(port)]),
    [value("y")],
  ],
  columns: 3,
  range: [-0.2, 1.2],
  valueRange: null,
  marks: ["tangent", "joints", "shading"],
};

export const words: readonly Sentence[] = [
  "There is no loss here: what is differentiated is y itself, so that ∂y/∂x is the slope of the region.",
  ({ value, derivative, equalTo }) => {
    const active = UNITS.filter((unit) => value(`f${unit}`) > 0);
    const names = active.map((unit) => `h${SUBSCRIPTS[unit]}`);
    const products = active.map((unit) => `ϕ${SUBSCRIPTS[unit]} · θ${SUBSCRIPTS[unit]}₁`);
    const at = `At x ${equalTo(value("x"))}`;
    const slope = derivative("x");
    if (active.length === 0) return `${at} no unit is active, and the slope is 0.`;
    const which =
      active.length === 1
        ? `only ${names} is`
        : `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are`;
    return `${at} ${which} active, and the slope is ${products.join(" + ")} ${equalTo(slope)}.`;
  },
  ({ beta, omega, text, equalTo }) => {
    const joints = UNITS.map((unit) => -beta(`f${unit}`) / omega(`f${unit}`));
    const [first, second, third] = joints
      .sort((one, other) => one - other)
      .map((at) => (equalTo(at, 3).startsWith("≈") ? `about ${text(at, 3)}` : text(at, 3)));
    return (
      `Move x across the joints at ${first}, ${second} and ${third}, and see which units begin or cease to pass the ` +
      "gradient."
    );
  },
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "The slider adds the units one by one, and with each comes its joint. Pull a joint, an end or the curve itself: one " +
        "parameter alone follows."
      : null,
];

const UNITS = [1, 2, 3];
const SUBSCRIPTS = "₀₁₂₃";

export function make(): BackflowDocument {
  return documentOf(
    "Shallow network, three hidden units",
    [
      leaf("input", "x", 0.6, [0, 1], "x"),
      ...beforeActivation,
      ...hidden,
      linear("y", -0.3, { h1: 2, h2: -1, h3: 7 }, [3, 1], {
        beta: "\\phi_0",
        omega: ["\\phi_1", "\\phi_2", "\\phi_3"],
      }),
    ],
    { pitch: [300, 212], output: "y", figures: [AGAINST_X, PIECE_BY_PIECE] },
  );
}
