import { trainingRows } from "@/data";
import {
  awaitsRows,
  derivativeOf,
  type Flow,
  incompletenessOf,
  type NodeState,
  partialOf,
  valuesOf,
} from "@/engine";
import {
  betaText,
  dataOf,
  explainIncomplete,
  flowData,
  flowWord,
  formatSigned,
  hoveredNumber,
  stateData,
  stateWord,
} from "@/explain";
import { type GraphNode, isLinear, type NodeIndex } from "@/graph";
import { opOf } from "@/ops";
import { culpritsOf, derivativeIsShown, type Frame } from "@/store";
import type { Paint } from "../painting/paint";
import { parametersData, partialsData } from "./attributes";
import { flowIconOf } from "./FlowIcons";
import type { NodePart } from "./node-part";
import {
  narrowRange,
  numbersText,
  signedText,
  signOf,
  signOfText,
  widthInDigits,
} from "./number-texts";
import { paintUnits } from "./unit-paint";

/** Paints what a node shows at one moment, and the attributes that tests and scripts rely on. */
export function paintNode(
  paint: Paint<NodePart>,
  root: HTMLElement,
  frame: Frame,
  node: GraphNode,
  index: NodeIndex,
): void {
  const { evaluation, health } = frame;
  const values = valuesOf(evaluation, node.id);
  const derivatives = derivativeIsShown(frame, index) ? derivativeOf(evaluation, node.id) : null;
  const op = opOf(node.op);
  const state = stateData(health.states[index] ?? null);
  const flow = health.flow.nodes[index] ?? null;

  paint.attribute(root, "data-value", dataOf(values));
  paint.attribute(root, "data-gradient", dataOf(derivatives));
  paint.attribute(root, "data-state", state);
  paint.attribute(root, "data-flow", flowData(flow));
  const step = frame.trace.steps[frame.playhead - 1];
  paint.attribute(root, "data-active", String(step?.nodeIndex === index));
  paint.attribute(root, "data-shape", values ? `${evaluation.data.rows}x${values.length}` : "");
  if (op.kind === "linear" || (op.kind === "leaf" && op.trainable)) {
    const trainable = op.kind === "leaf";
    paint.attribute(root, "data-parameters", parametersData(evaluation, node.id, trainable));
    paint.attribute(root, "data-parameter-gradients", partialsData(evaluation, node.id));
  }

  const valueText = values === null ? "?" : numbersText(values);
  paint.fittedText(paint.part("value"), valueText, widthInDigits(valueText));
  paint.attribute(root, "data-reached", derivatives ? "gradient" : values ? "value" : "no");
  const sum = derivatives && isSum(frame, index) ? "Σ " : "";
  const derivativeText = derivatives ? sum + signedText(derivatives) : "";
  paint.fittedText(paint.part("gradient"), derivativeText, widthInDigits(derivativeText));
  paint.attribute(paint.part("gradient"), "data-sign", derivatives ? signOf(derivatives) : "");
  paintUnits(paint, root, values, derivatives, derivatives !== null && isSum(frame, index));
  paint.text(paint.part("state"), stateText(health.states[index] ?? null));
  const below = wordBelow(frame, node, derivatives !== null, flow);
  paint.text(paint.part("flow-text"), below);
  paint.attribute(paint.part("flow"), "data-shown", String(below !== ""));
  paint.attribute(paint.part("flow"), "data-icon", flowIconOf(flow));
  paint.attribute(paint.part("flow-icon"), "href", flowIconOf(flow));
  paintBetaPartial(paint, paint.part("beta-partial"), frame, node, index);
}

/** How large the name beside the partial of β is set, times its number, and what stands between them in digits: as in the style sheet. */
const NAME_SIZE = 0.6;
const NAME_GAP = 0.4;

/** The word for what a node does to what passes it, where that is notable. A value that is not finite says so itself. */
function stateText(state: NodeState | null): string {
  if (state?.kind === "uniform" && (state.state === "active" || state.state === "not-finite")) {
    return "";
  }
  return state ? stateWord(state) : "";
}

/** What is said below a node: what is missing, or how little arrives. */
function wordBelow(
  frame: Frame,
  node: GraphNode,
  derivativeShown: boolean,
  flow: Flow | null,
): string {
  const missing = incompletenessOf(frame.evaluation, node.id);
  if (missing) return explainIncomplete(frame.evaluation.graph, node, missing);
  const isStarved = flow !== null && flow !== "flowing";
  return derivativeShown && isStarved ? flowWord(flow) : "";
}

/** Paints what is said at the node that is to blame: for that, every finding has to be explained. */
export function paintFlag(paint: Paint<NodePart>, frame: Frame, node: GraphNode): void {
  const element = paint.part("flag");
  const blamed = culpritsOf(frame).get(node.id);
  const reached = blamed?.nodes.some((id) => {
    const index = frame.evaluation.plan.topology.indexOf.get(id);
    return index !== undefined && derivativeIsShown(frame, index);
  });
  const told = reached ? blamed : undefined;
  const flag = told?.flag ?? "";
  paint.text(element, flag);
  const state = frame.health.states[frame.evaluation.plan.topology.indexOf.get(node.id) ?? -1];
  paint.attribute(paint.part("state"), "data-told", String(replacesState(flag, state ?? null)));
  if (element instanceof HTMLElement) element.hidden = told === undefined;
}

/** Does a flag stand in place of the state's word? It does where it says the same, and where several units leave no room. */
function replacesState(flag: string, state: NodeState | null): boolean {
  if (flag === "" || !state) return false;
  return state.kind !== "uniform" || flag.includes(stateText(state));
}

function paintBetaPartial(
  paint: Paint<NodePart>,
  element: Element | undefined,
  frame: Frame,
  node: GraphNode,
  index: NodeIndex,
): void {
  if (!element) return;
  const known = frame.playhead >= (frame.trace.betaKnownAt[index] ?? Number.POSITIVE_INFINITY);
  const beta = known ? partialOf(frame.evaluation, node.id, { kind: "beta" }) : null;
  const { graph, data } = frame.evaluation;
  // It stands below β, as the partial of ω below ω: a name as well would leave no room to read it from afar. Of several
  // rows it is their mean, and must not be taken for the derivative of the shown sample, which stands below.
  const isMean = trainingRows(data) > 1;
  const waiting = known && awaitsRows(frame.evaluation) ? "…" : "";
  const number =
    (beta && (beta.length > 1 ? narrowRange(beta, formatSigned) : signedText(beta))) || waiting;
  const name = isMean && number !== "" ? `∂L/∂${betaText(graph, node)}` : "";
  // In the line of the number, and smaller; a range leaves no room for it there, so it takes the place of the count of units.
  const width = widthInDigits(number);
  const isBeside = name !== "" && isLinear(node) && node.width === 1;
  const all = isBeside ? width + NAME_SIZE * widthInDigits(name) + NAME_GAP : width;
  paint.fittedText(paint.part("beta-partial-name"), isBeside ? `${name}\u00a0` : name, all);
  paint.fittedText(element, number, all);
  paint.attribute(element, "data-sign", beta ? signOfText(beta) : "");
}

function isSum(frame: Frame, index: NodeIndex): boolean {
  const { plan } = frame.evaluation;
  let carrying = 0;
  for (const wire of plan.topology.outgoing[index] ?? []) {
    if ((plan.wireSlots[wire] ?? -1) >= 0) carrying++;
  }
  return carrying > 1;
}

function exactText(numbers: Float64Array): string {
  return Array.from(numbers.subarray(0, 64), hoveredNumber).join(", ");
}

/** All digits of what a node shows, for hovering: written when the pointer comes, not at every change. */
export function nameDigits(
  root: HTMLElement,
  frame: Frame,
  node: GraphNode,
  index: NodeIndex,
): void {
  const values = valuesOf(frame.evaluation, node.id);
  const derivatives = derivativeIsShown(frame, index)
    ? derivativeOf(frame.evaluation, node.id)
    : null;
  const told = [
    values ? `value ${exactText(values)}` : "This node is incomplete.",
    ...(derivatives ? [`derivative ${exactText(derivatives)}`] : []),
  ];
  root.title = told.join("\n");
}

/** What a node shows, for those who come to it by keyboard: "value 5.068, derivative −3.366". */
export function describeNumbers(frame: Frame, node: GraphNode, index: NodeIndex): string {
  const values = valuesOf(frame.evaluation, node.id);
  if (!values) return wordBelow(frame, node, false, null);
  const derivatives = derivativeIsShown(frame, index)
    ? derivativeOf(frame.evaluation, node.id)
    : null;
  const told = [
    `value ${numbersText(values)}`,
    ...(derivatives ? [`derivative ${signedText(derivatives)}`] : []),
  ];
  return told.join(", ");
}
