import { type CsvTable, classesOf, type Match } from "@/data";
import {
  type BackflowDocument,
  type Edited,
  remade,
  swapOp,
  topologyOf,
  widenedTogether,
  withWidth,
} from "@/graph";
import { isTarget, type LossOpId, opOf } from "@/ops";

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

/** Inputs further from 0 than so many of their deviations, or whose deviations are so many times apart, are no scale to begin at. */
const MOST_DEVIATIONS = 2;
const MOST_APART = 5;

/**
 * Is it proposed to standardise the inputs of a match? Where classes are to be learnt from numbers as they were measured: far
 * from 0 or of different size, with which hidden units die before they have learnt anything. Of a target of numbers it is not,
 * for its table is shown as it was typed.
 */
export function proposesStandardising(csv: CsvTable, match: Match): boolean {
  const isOfClasses = match.some((source) => source !== null && source.kind !== "numbers");
  if (!isOfClasses) return false;
  const inputs = match.flatMap((source) => {
    const column = source?.kind === "numbers" ? csv.columns[source.column] : undefined;
    return column?.kind === "numbers" ? [momentsOf(column.numbers)] : [];
  });
  const deviations = inputs.map(({ deviation }) => deviation).filter((deviation) => deviation > 0);
  return (
    inputs.some(({ mean, deviation }) => Math.abs(mean) > MOST_DEVIATIONS * deviation) ||
    Math.max(...deviations) > MOST_APART * Math.min(...deviations)
  );
}

function momentsOf(numbers: ArrayLike<number>) {
  const count = numbers.length;
  let [sum, squares] = [0, 0];
  for (let row = 0; row < count; row++) sum += numbers[row] as number;
  const mean = sum / count;
  for (let row = 0; row < count; row++) squares += ((numbers[row] as number) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}

/**
 * The graph with as many inputs and outputs as a file asks for, and the loss of its classes: of a made graph of layers by its
 * settings, of any other with one input, one target and one loss by its widths. Null where it fits already, or cannot be
 * made to.
 */
export function fittedGraph(document: BackflowDocument, fitting: Fitting): BackflowDocument | null {
  const { graph, made } = document;
  const [input, ...inputs] = graph.nodes.filter(({ op }) => op === "input");
  const [target, ...targets] = graph.nodes.filter(({ op }) => isTarget(opOf(op)));
  const [loss, ...losses] = graph.nodes.filter(({ op }) => opOf(op).kind === "loss");
  if (!input || !target || !loss || inputs.length + targets.length + losses.length > 0) return null;
  if (!("width" in input) || !("width" in target)) return null;
  const wantedLoss = fitting.loss ?? loss.op;
  const fits =
    input.width === fitting.inputs && target.width === fitting.outputs && loss.op === wantedLoss;
  if (fits) return null;
  if (made?.family === "layers") {
    const settings = made.settings.map((setting, index) => {
      if (index === 0 && typeof setting === "object") {
        return [fitting.inputs, ...setting.slice(1, -1), fitting.outputs];
      }
      return index === made.settings.length - 1 && fitting.loss ? fitting.loss : setting;
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
