import { type CsvTable, classesOf } from "@/data";
import {
  type BackflowDocument,
  type Edited,
  remade,
  swapOp,
  topologyOf,
  widenedTogether,
  withWidth,
} from "@/graph";
import { type LossOpId, opOf } from "@/ops";

/** What a graph has to be for a file to fit: all columns but the last are inputs, the last is the target. */
export interface Fitting {
  readonly inputs: number;
  readonly outputs: number;
  /** The loss for classes; null where the target is a number, which any loss takes. */
  readonly loss: LossOpId | null;
  /** The classes of the target: "3 classes of species"; null where it is a number. */
  readonly classes: string | null;
}

/** More units than this are no classes that somebody means. */
const MOST_OUTPUTS = 256;

/** What would fit a file of numbers before one column of numbers or classes; null where it is none of these. */
export function fittingOf(csv: CsvTable): Fitting | null {
  const target = csv.columns.at(-1);
  const before = csv.columns.slice(0, -1);
  const inputs = before.filter(({ kind }) => kind === "numbers").length;
  if (!target || inputs === 0) return null;
  if (target.kind === "numbers") return { inputs, outputs: 1, loss: null, classes: null };
  const count = classesOf(target)?.length ?? 0;
  if (count < 2 || count > MOST_OUTPUTS) return null;
  return {
    inputs,
    outputs: count === 2 ? 1 : count,
    loss: count === 2 ? "binary-cross-entropy-with-logits" : "softmax-cross-entropy",
    classes: `${count} classes of ${target.name}`,
  };
}

/**
 * The graph with as many inputs and outputs as a file asks for, and the loss of its classes: of a made graph of layers by its
 * settings, of any other with one input, one target and one loss by its widths. Null where it fits already, or cannot be
 * made to.
 */
export function fittedGraph(document: BackflowDocument, fitting: Fitting): BackflowDocument | null {
  const { graph, made } = document;
  const [input, ...inputs] = graph.nodes.filter(({ op }) => op === "input");
  const [target, ...targets] = graph.nodes.filter(({ op }) => op === "target");
  const [loss, ...losses] = graph.nodes.filter(({ op }) => opOf(op).kind === "loss");
  if (!input || !target || !loss || inputs.length + targets.length + losses.length > 0) return null;
  if (!("width" in input) || !("width" in target)) return null;
  const wantedLoss = fitting.loss ?? loss.op;
  const fits =
    input.width === fitting.inputs && target.width === fitting.outputs && loss.op === wantedLoss;
  if (fits) return null;
  if (made?.family === "layers") {
    const settings = made.settings.map((setting, place) => {
      if (place === 0 && typeof setting === "object") {
        return [fitting.inputs, ...setting.slice(1, -1), fitting.outputs];
      }
      return place === made.settings.length - 1 && fitting.loss ? fitting.loss : setting;
    });
    return documentIn(remade(document, { ...made, settings }));
  }
  const swapped = documentIn(swapOp(document, loss.id, wantedLoss));
  const wide = swapped && documentIn(withWidth(swapped, input.id, fitting.inputs));
  if (!wide) return null;
  const alone = documentIn(withWidth(wide, target.id, fitting.outputs));
  const together = alone ?? widenedTogether(wide, target.id, fitting.outputs)?.document ?? null;
  return together && isWhole(together) ? together : null;
}

/** Does every node have its inputs, in widths that fit? */
function isWhole({ graph }: BackflowDocument): boolean {
  return topologyOf(graph).widths.every((width) => width > 0);
}

function documentIn(edited: Edited): BackflowDocument | null {
  return edited.ok ? edited.value : null;
}
