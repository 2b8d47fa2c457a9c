import { randomNumbers, roundedToFourDecimals } from "@/data";
import type { BackflowDocument, Figure } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import type { Sentence } from "../words";

const TITLE = "A family of functions";
const UNITS = [1, 2, 3] as const;

/** y against x, on a y axis that stays when other members are drawn. */
const MEMBER: Figure = {
  kind: "curve",
  id: "member",
  axis: { kind: "value", node: "x", unit: 0 },
  panels: [[{ kind: "value", node: "y", unit: 0 }]],
  columns: 1,
  range: [-2, 2],
  valueRange: [-5, 5],
  marks: ["tangent", "joints", "regions", "members"],
};

export const words: readonly Sentence[] = [
  ({ isAsMade }) =>
    isAsMade("widths")
      ? "A shallow network with three ReLU units has ten parameters; each choice of them is one function."
      : null,
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Press R for another member: the last eight stay, pale. Drag a joint, an end of the curve or the curve itself: the " +
        "figure says which one parameter moves."
      : null,
  ({ isAsMade }) =>
    isAsMade("widths")
      ? "However you choose them, there are never more than four linear regions."
      : null,
];

export function make(): BackflowDocument {
  const random = randomNumbers(4);
  const draw = () => roundedToFourDecimals(random.normal());
  return documentOf(
    TITLE,
    [
      leaf("input", "x", 0.5, [0, 1], "x"),
      ...UNITS.map((unit, index) =>
        linear(`f${unit}`, draw(), { x: draw() }, [1, index], {
          beta: `\\theta_{${unit}0}`,
          omega: [`\\theta_{${unit}1}`],
        }),
      ),
      ...UNITS.map((unit, index) => operation("relu", `h${unit}`, [`f${unit}`], [2, index])),
      linear("y", draw(), { h1: draw(), h2: draw(), h3: draw() }, [3, 1], {
        beta: "\\phi_0",
        omega: UNITS.map((unit) => `\\phi_${unit}`),
      }),
    ],
    { pitch: [290, 212], output: "y", figures: [MEMBER] },
  );
}
