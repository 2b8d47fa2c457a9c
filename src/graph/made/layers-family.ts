import { type LossOpId, ops } from "@/ops";
import type { Setting } from "../made-settings";
import { type InitialisationId, initialisations } from "../network/initialisations";
import { initialised } from "../network/initialising";
import { bareDocumentOf, leaf, linear, type NodeDescription, operation } from "./description";
import {
  activationOf,
  activationSetting,
  choiceSetting,
  type Family,
  indexed,
  numberSetting,
  SEED_SETTING,
  widthsSetting,
} from "./family";

const LOSS_IDS: readonly LossOpId[] = [
  "squared-error",
  "softmax-cross-entropy",
  "binary-cross-entropy-with-logits",
];
/** What a network of layers is fitted by: numbers, one of several classes, classes that exclude nothing. */
const LOSSES = ops.flatMap((op) =>
  op.kind === "loss" && LOSS_IDS.includes(op.id) ? [{ id: op.id, title: op.title }] : [],
);

/** Layers of many units, each drawn as one node: a multilayer perceptron. */
export const layersFamily: Family = {
  id: "layers",
  title: "Layers",
  words:
    "A multilayer perceptron: the widths are those of the input, of each hidden layer and of the output.",
  settings: [
    {
      kind: "widths",
      id: "widths",
      title: "Units of each layer",
      mostLayers: 13,
      mostUnits: 256,
      reach: 16,
      initial: [2, 3, 1],
    },
    activationSetting("relu"),
    {
      kind: "choice",
      id: "initialisation",
      title: "Initialisation",
      choices: initialisations.map(({ id, title }) => ({ id, title })),
      initial: "kaiming-uniform",
    },
    SEED_SETTING,
    { kind: "choice", id: "loss", title: "Loss", choices: LOSSES, initial: "squared-error" },
  ],
  make: (settings) => {
    const widths = widthsSetting(settings, 0);
    const activation = activationOf(settings, 1);
    const [inputs = 1, ...layers] = widths;
    const outputs = layers.at(-1) ?? 1;
    const nodes: NodeDescription[] = [
      leaf(
        "input",
        "x",
        [Array.from({ length: inputs }, (_, unit) => (unit % 2 === 0 ? 0.5 : -0.5))],
        [0, 0],
        "x_i",
      ),
    ];
    let source = "x";
    let before = inputs;
    for (const [index, width] of layers.entries()) {
      const f = `f${index + 1}`;
      const block = Array.from({ length: width }, () => new Array<number>(before).fill(0));
      const zeros = new Array<number>(width).fill(0);
      nodes.push(
        linear(f, zeros, { [source]: block }, [2 * index + 1, 0], {
          symbol: indexed("f", index + 1),
        }),
      );
      source = f;
      before = width;
      if (index === layers.length - 1) break;
      const h = `h${index + 1}`;
      nodes.push(operation(activation, h, [f], [2 * index + 2, 0], indexed("h", index + 1)));
      source = h;
    }
    const end = 2 * layers.length;
    nodes.push(
      leaf("target", "y", [new Array<number>(outputs).fill(1)], [end - 1, 0.95], "y_i"),
      operation(lossSetting(settings), "loss", [source, "y"], [end, 0], "\\ell_i"),
    );
    const document = bareDocumentOf(`Layers ${widths.join("–")}`, nodes, [230, 220]);
    return initialised(document, initialisationSetting(settings), numberSetting(settings, 3));
  },
};

function lossSetting(settings: readonly Setting[]): LossOpId {
  const chosen = choiceSetting(settings, 4);
  const found = LOSSES.find(({ id }) => id === chosen);
  if (!found) throw new Error(`No such loss: ${chosen}`);
  return found.id;
}

function initialisationSetting(settings: readonly Setting[]): InitialisationId {
  const chosen = choiceSetting(settings, 2);
  const found = initialisations.find(({ id }) => id === chosen);
  if (!found) throw new Error(`No such initialisation: ${chosen}`);
  return found.id;
}
