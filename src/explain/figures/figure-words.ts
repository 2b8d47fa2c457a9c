import type { SlopeTerm, Stop, SweptCurve } from "@/engine/sweep";
import type { Axis, Figure, Graph, LayersQuantity, NodeId, NodePictures, Read } from "@/graph";
import {
  betaLatex,
  betaText,
  inputIds,
  nodeById,
  nodeLatex,
  nodeText,
  objectiveLatex,
  objectiveText,
  omegaLatex,
  omegaText,
  partialLatex,
} from "../formulas";
import { equalTo, formatNumber } from "../numbers";

/** Words and formulas of figures: what they show, and what stands against it. */

const GONE = "\\text{(gone)}";

/** The symbol of the number that an axis varies: "x", "β₀", "ω₃". Units of vectors have an index, from 1. */
export function axisLatex(graph: Graph, axis: Axis): string {
  const node = nodeById(graph, axis.node);
  if (!node) return GONE;
  const unit = "width" in node && node.width > 1 ? `[${axis.unit + 1}]` : "";
  if (axis.kind === "value") return nodeLatex(graph, axis.node) + unit;
  if (axis.kind === "beta") return betaLatex(graph, node) + unit;
  return omegaLatex(graph, node, axis.port) + unit;
}

/** The same in plain text. */
export function axisText(graph: Graph, axis: Axis): string {
  const node = nodeById(graph, axis.node);
  if (!node) return "a node that is gone";
  const unit = "width" in node && node.width > 1 ? `[${axis.unit + 1}]` : "";
  if (axis.kind === "value") return nodeText(graph, axis.node) + unit;
  if (axis.kind === "beta") return betaText(graph, node) + unit;
  return omegaText(graph, node, axis.port) + unit;
}

/** The symbol of what is read. */
export function readLatex(graph: Graph, read: Read): string {
  if (read.kind === "loss") return objectiveLatex(graph);
  if (read.kind === "objective") return "L";
  const node = nodeById(graph, read.node);
  if (!node) return GONE;
  switch (read.kind) {
    case "value":
      return nodeLatex(graph, read.node);
    case "term":
      return `${omegaLatex(graph, node, read.port)} ${sourceLatex(graph, read.node, read.port)}`;
    case "local":
      return partialLatex(
        nodeLatex(graph, read.node),
        sourceLatex(graph, read.node, read.port),
        "\\tfrac",
      );
    case "partial": {
      const ports = Array.from({ length: read.ports }, (_, port) => port);
      const term = (port: number) =>
        `${omegaLatex(graph, node, port)} ${sourceLatex(graph, read.node, port)}`;
      return [betaLatex(graph, node), ...ports.map(term)].join(" + ");
    }
  }
}

/** The same in plain text: "y", "φ₂·h₂", "∂h₂/∂f₂", "ℓᵢ". */
export function readText(graph: Graph, read: Read): string {
  if (read.kind === "loss") return objectiveText(graph);
  if (read.kind === "objective") return "L";
  const node = nodeById(graph, read.node);
  if (!node) return "a node that is gone";
  const source = (port: number) => {
    const id = inputIds(graph, read.node)[port] ?? null;
    return id === null ? "□" : nodeText(graph, id);
  };
  switch (read.kind) {
    case "value":
      return nodeText(graph, read.node);
    case "partial": {
      const ports = Array.from({ length: read.ports }, (_, port) => port);
      const term = (port: number) => `${omegaText(graph, node, port)}${source(port)}`;
      return [betaText(graph, node), ...ports.map(term)].join(" + ");
    }
    case "term":
      return `${omegaText(graph, node, read.port)}·${source(read.port)}`;
    case "local":
      return `∂${nodeText(graph, read.node)}/∂${source(read.port)}`;
  }
}

function sourceLatex(graph: Graph, node: NodeId, port: number): string {
  const id = inputIds(graph, node)[port] ?? null;
  return id === null ? "\\square" : nodeLatex(graph, id);
}

/** LaTeX of the slope of a curve: "\frac{\partial y}{\partial x}". */
export function slopeLatex(graph: Graph, read: Read, axis: Axis): string {
  return partialLatex(readLatex(graph, read), axisLatex(graph, axis), "\\tfrac");
}

/** The same in plain text: "∂y/∂x". */
export function slopeText(graph: Graph, read: Read, axis: Axis): string {
  return `∂${readText(graph, read)}/∂${axisText(graph, axis)}`;
}

const QUANTITIES: { readonly [Quantity in LayersQuantity]: string } = {
  gradient: "Share of the gradient that reaches each node",
  value: "|value| of each node",
  inactive: "Share of inactive units of each node",
};

/** What a figure is called: "y against x", "f over x₁ and x₂". */
export function figureName(graph: Graph, figure: Figure): string {
  switch (figure.kind) {
    case "curve": {
      const reads = figure.panels.map(([first]) => (first ? readText(graph, first) : ""));
      const names = reads.length > 3 ? [...reads.slice(0, 2), "…"] : reads;
      return `${names.join(", ")} against ${axisText(graph, figure.axis)}`;
    }
    case "map":
      return `${readText(graph, figure.read)} over ${figure.axes
        .map((axis) => axisText(graph, axis))
        .join(" and ")}`;
    case "layers":
      return QUANTITIES[figure.quantity];
    case "approximation":
      return "Largest error against D";
  }
}

/**
 * "3 joints, 4 linear regions", or what is known instead; where the whole axis has more of them than are in view:
 * "4 linear regions, 3 in view".
 */
export function regionsSentence(curve: SweptCurve, total: number | null = null): string {
  if (curve.kind === "unreadable") return "";
  if (!curve.reached) return "level";
  const count = curve.joints.length;
  if (curve.kind === "sampled") return "sampled";
  const joints = count === 1 ? "1 joint" : `${count} joints`;
  if (curve.kind === "smooth") return count === 0 ? "smooth" : joints;
  if (total !== null && total !== count + 1) {
    return `${total === 1 ? "1 linear region" : `${total} linear regions`}, ${count + 1} in view`;
  }
  const regions = count === 0 ? "1 linear region" : `${count + 1} linear regions`;
  return count === 0 ? regions : `${joints}, ${regions}`;
}

/** What the reader has to be told about a curve; nothing where all is well. */
export function curveRemarks(
  graph: Graph,
  axis: Axis,
  curve: SweptCurve,
  axisIsThere: boolean,
): readonly string[] {
  const read = readText(graph, curve.read);
  const along = axisText(graph, axis);
  if (!axisIsThere) {
    return [`The number of this axis is gone. Choose another one for the axis, or undo.`];
  }
  if (curve.kind === "unreadable") {
    return [
      `There is nothing to read: ${read} is gone, or not completely wired. Choose another node, or wire it.`,
    ];
  }
  const remarks: string[] = [];
  if (!curve.reached) remarks.push(`${along} does not reach ${read}: the curve is level.`);
  if (curve.kind === "sampled" && curve.read.kind !== "local") {
    remarks.push(
      "There are more joints than this page computes while a number is dragged: the curve is sampled, and joints are not told.",
    );
  }
  for (const stop of curve.stops) remarks.push(stopSentence(graph, along, stop));
  return remarks;
}

function stopSentence(graph: Graph, along: string, { at, node, finite }: Stop): string {
  const side = finite === "below" ? "ends" : "begins";
  return `The curve ${side} at ${along} ${equalTo(at)}: beyond, ${nodeText(graph, node)} is no finite number.`;
}

/** The slope of a shallow network's region as a sum: symbols, then numbers. Inactive units are left out. */
export function slopeSum(
  graph: Graph,
  terms: readonly SlopeTerm[],
): { readonly symbols: string; readonly numbers: string } {
  const active = terms.filter(({ local }) => local !== 0);
  if (active.length === 0) return { symbols: "no unit is active", numbers: "0" };
  const symbol = ({ outer, inner, local }: SlopeTerm) => {
    const names = [outer, inner].map(({ node, port }) => {
      const found = nodeById(graph, node);
      return found ? omegaText(graph, found, port) : "";
    });
    return local === 1 ? names.join("") : `${names[0]}·${formatNumber(local)}·${names[1]}`;
  };
  const bracket = (value: number) => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));
  const number = ({ outer, inner, local }: SlopeTerm) =>
    [outer.value, ...(local === 1 ? [] : [local]), inner.value].map(bracket).join("·");
  return {
    symbols: active.map(symbol).join(" + "),
    numbers: active.map(number).join(" + "),
  };
}

/** The plane that a map is around its present point: "−6.131 + 5.885·x₁ − 13.94·x₂". */
export function planeText(
  graph: Graph,
  axes: readonly [Axis, Axis],
  [a, b, c]: readonly [a: number, b: number, c: number],
): string {
  const term = (factor: number, axis: Axis) =>
    `${factor < 0 ? "−" : "+"} ${formatNumber(Math.abs(factor))}·${axisText(graph, axis)}`;
  return `${formatNumber(c)} ${term(a, axes[0])} ${term(b, axes[1])}`;
}

/** What the pictures in the nodes show: "the op's curve", "the value against x". */
export function picturesText(graph: Graph, pictures: NodePictures): string {
  switch (pictures.kind) {
    case "op":
      return "the curve of the op";
    case "none":
      return "nothing";
    case "curve":
      return `the value against ${axisText(graph, pictures.axis)}`;
    case "map":
      return `the value over ${pictures.axes.map((axis) => axisText(graph, axis)).join(" and ")}`;
  }
}
