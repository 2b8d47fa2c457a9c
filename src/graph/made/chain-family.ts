import { randomNumbers, roundedToFourDecimals } from "@/data";
import {
  bareDocumentOf,
  leaf,
  linear,
  type NodeDescription,
  operation,
  type Place,
} from "./description";
import {
  activationOf,
  activationSetting,
  type Family,
  indexed,
  numberSetting,
  SEED_SETTING,
} from "./family";

const LAYERS_PER_ROW = 4;
/** Rows stand apart far enough for the wire that leads from the end of one to the start of the next. */
const ROW_STEP = 1.25;

/** How a chain of so many layers stands. */
interface Rows {
  readonly layers: number;
  readonly step: number;
  readonly loss: Place;
  readonly target: Place;
}

/** More than one row of layers, and no more than three shorter ones: those fill the canvas beside a figure, and are read from afar. */
const FEWEST_IN_THREE = 5;
const MOST_IN_THREE = 9;
const STEP_OF_THREE = 1.1;

function rowsOf(depth: number): Rows {
  if (depth >= FEWEST_IN_THREE && depth <= MOST_IN_THREE) {
    const last = Math.ceil(depth / 3) - 1;
    // The target takes the place above the loss, which in the first row is that of its last unit.
    const column = last === 1 ? 7 : 6;
    const [step, row] = [STEP_OF_THREE, last * STEP_OF_THREE];
    return { layers: 3, step, loss: [column, row], target: [column, row - step] };
  }
  const row = Math.floor((depth - 1) / LAYERS_PER_ROW) * ROW_STEP;
  const column = 2 * LAYERS_PER_ROW;
  return {
    layers: LAYERS_PER_ROW,
    step: ROW_STEP,
    loss: [column, row],
    target: [column - 1, row + 0.85],
  };
}
/** How far weights of a chain differ from their scale, as a part of it. */
const SPREAD = 0.2;

/** x → f₁ → h₁ → f₂ → … → ℓ: its gradient is a product of as many factors as there are layers, twice. */
export const chainFamily: Family = {
  id: "chain",
  title: "Chain",
  words:
    "One unit after the other. Every weight is near the weight scale, so that the gradient shrinks or grows with the depth.",
  settings: [
    { kind: "whole", id: "depth", title: "Depth", least: 1, most: 60, reach: 24, initial: 8 },
    activationSetting("sigmoid"),
    {
      kind: "real",
      id: "scale",
      title: "Weight scale",
      least: 0.05,
      most: 5,
      reach: 3,
      step: 0.05,
      initial: 1,
    },
    SEED_SETTING,
  ],
  make: (settings) => {
    const depth = numberSetting(settings, 0);
    const activation = activationOf(settings, 1);
    const scale = numberSetting(settings, 2);
    const random = randomNumbers(numberSetting(settings, 3));
    const rows = rowsOf(depth);
    let source = "x";
    const nodes: NodeDescription[] = [leaf("input", source, 0.5, [0, 0], "x_i")];
    for (let layer = 0; layer < depth; layer++) {
      const row = Math.floor(layer / rows.layers);
      const column = 2 * (layer % rows.layers) + (row === 0 ? 1 : 0);
      const [f, h] = [`f${layer + 1}`, `h${layer + 1}`];
      const omega = roundedToFourDecimals(scale * (1 + SPREAD * random.normal()));
      nodes.push(
        linear(f, 0, { [source]: omega }, [column, row * rows.step], {
          symbol: indexed("f", layer + 1),
        }),
        operation(activation, h, [f], [column + 1, row * rows.step], indexed("h", layer + 1)),
      );
      source = h;
    }
    nodes.push(
      leaf("target", "y", 1, rows.target, "y_i"),
      operation("squared-error", "loss", [source, "y"], rows.loss, "\\ell_i"),
    );
    return bareDocumentOf(`Chain of ${depth} ${depth === 1 ? "layer" : "layers"}`, nodes);
  },
};
