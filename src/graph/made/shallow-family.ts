import { initialised } from "../network/initialising";
import { bareDocumentOf, leaf, linear, type NodeDescription, operation } from "./description";
import {
  activationOf,
  activationSetting,
  type Family,
  indexed,
  numberSetting,
  SEED_SETTING,
} from "./family";

/** More units than this are drawn as one layer. */
const MOST_DRAWN_UNITS = 16;

/** x → D hidden units → f, compared with y: the lecture's function, its parameters drawn from the normal distribution. */
export const shallowFamily: Family = {
  id: "shallow",
  title: "Shallow network",
  words:
    "One input, D hidden units, one output. Up to 16 units are drawn one by one, more of them as one layer.",
  settings: [
    {
      kind: "whole",
      id: "units",
      title: "Hidden units D",
      least: 1,
      most: 1000,
      reach: 1000,
      initial: 3,
    },
    activationSetting("relu"),
    SEED_SETTING,
  ],
  make: (settings) => {
    const units = numberSetting(settings, 0);
    const activation = activationOf(settings, 1);
    const nodes = units > MOST_DRAWN_UNITS ? asLayer(units) : oneByOne(units);
    const title = `Shallow network, ${units} hidden ${units === 1 ? "unit" : "units"}`;
    const document = bareDocumentOf(title, nodes(activation), [300, 236]);
    return initialised(document, "normal", numberSetting(settings, 2));
  },
};

type Nodes = (activation: ReturnType<typeof activationOf>) => NodeDescription[];

/** Symbols of the lecture: θ_{d0} + θ_{d1} x, and ϕ_0 + Σ ϕ_d h_d. */
function oneByOne(units: number): Nodes {
  const indices = Array.from({ length: units }, (_, index) => index + 1);
  const middle = (units - 1) / 2;
  const theta = (unit: number, input: number) =>
    unit < 10 ? `\\theta_{${unit}${input}}` : `\\theta_{${unit},${input}}`;
  return (activation) => [
    leaf("input", "x", 0.5, [0, middle], "x_i"),
    ...indices.map((unit) =>
      linear(`f${unit}`, 0, { x: 0 }, [1, unit - 1], {
        symbol: indexed("f", unit),
        beta: theta(unit, 0),
        omega: [theta(unit, 1)],
      }),
    ),
    ...indices.map((unit) =>
      operation(activation, `h${unit}`, [`f${unit}`], [2, unit - 1], indexed("h", unit)),
    ),
    linear("f", 0, Object.fromEntries(indices.map((unit) => [`h${unit}`, 0])), [3, middle], {
      beta: "\\phi_0",
      omega: indices.map((unit) => indexed("\\phi", unit)),
    }),
    leaf("target", "y", 0, [3, middle + 1], "y_i"),
    operation("squared-error", "loss", ["f", "y"], [4, middle], "\\ell_i"),
  ];
}

/** In two rows: beside the pane with its figure, one row of six nodes could not be read. */
function asLayer(units: number): Nodes {
  const zeros = new Array<number>(units).fill(0);
  return (activation) => [
    leaf("input", "x", 0.5, [0, 0], "x_i"),
    linear("f1", zeros, { x: zeros.map((zero) => [zero]) }, [1, 0], {
      beta: "\\theta_0",
      omega: ["\\theta_1"],
    }),
    operation(activation, "h1", ["f1"], [0, 1]),
    linear("f", 0, { h1: [zeros] }, [1, 1], { beta: "\\phi_0", omega: ["\\phi"] }),
    leaf("target", "y", 0, [2, 0], "y_i"),
    operation("squared-error", "loss", ["f", "y"], [2, 1], "\\ell_i"),
  ];
}
