import { derivativeOf, localOf, magnitude, partialsOf, valuesOf } from "@/engine";
import {
  dataOf,
  exactNumber,
  flowData,
  formatNumber,
  formatSigned,
  stateData,
  symbolText,
} from "@/explain";
import type { GraphNode } from "@/graph";
import { opOf } from "@/ops";
import { derivativeIsShown, type Frame, findingsOf, valueIsShown } from "@/store";
import { parametersData, partialsData } from "./attributes";
import { type Curve, curveOf, curveOfOp, tangentPath } from "./curve";
import type { Paint } from "./live";

/** Units that are shown one by one; of more, the largest magnitude stands for all. */
const LISTED_UNITS = 3;

/** The parts of a node that are painted, found once. */
type PartName =
  | "value"
  | "gradient"
  | "gradient-text"
  | "sum"
  | "state"
  | "flow-text"
  | "flag"
  | "beta-partial"
  | "spoken"
  | "line"
  | "tangent"
  | "points";
type Parts = ReadonlyMap<PartName, Element>;
const partsOf = new WeakMap<Element, Parts>();

function findParts(root: HTMLElement): Parts {
  let parts = partsOf.get(root);
  if (!parts) {
    parts = new Map(
      Array.from(root.querySelectorAll("[data-part]"), (element) => [
        element.getAttribute("data-part") as PartName,
        element,
      ]),
    );
    partsOf.set(root, parts);
  }
  return parts;
}

/** Paints what a node shows at one moment, and the attributes that tests and scripts rely on. */
export function paintNode(
  paint: Paint,
  root: HTMLElement,
  frame: Frame,
  node: GraphNode,
  index: number,
): void {
  const { evaluation, sample, health } = frame;
  const parts = findParts(root);
  const values = valuesOf(evaluation, node.id, sample);
  const valueShown = values !== null && valueIsShown(frame, index);
  const derivatives = derivativeIsShown(frame, index)
    ? derivativeOf(evaluation, node.id, sample)
    : null;
  const op = opOf(node.op);
  const state = stateData(health.states[index] ?? null);
  const flow = flowData(health.flow.nodes[index] ?? null);

  paint.attribute(root, "data-value", dataOf(values));
  paint.attribute(root, "data-gradient", dataOf(derivatives));
  paint.attribute(root, "data-state", state);
  paint.attribute(root, "data-flow", flow);
  const step = frame.trace.steps[frame.place - 1];
  paint.attribute(root, "data-active", String(step?.nodeIndex === index));
  paint.attribute(root, "data-shape", values ? `${evaluation.plan.batch}x${values.length}` : "");
  if (op.kind === "linear" || (op.kind === "leaf" && op.trainable)) {
    const trainable = op.kind === "leaf";
    paint.attribute(root, "data-parameters", parametersData(evaluation, node.id, trainable));
    paint.attribute(root, "data-parameter-gradients", partialsData(evaluation, node.id));
  }

  paint.text(parts.get("value"), values === null ? "?" : valueShown ? numbersText(values) : " ");
  paint.attribute(
    parts.get("value"),
    "title",
    values ? exactText(values) : "This node is incomplete.",
  );
  paint.attribute(root, "data-reached", derivatives ? "gradient" : valueShown ? "value" : "no");
  paint.text(parts.get("gradient-text"), derivatives ? signedText(derivatives) : "");
  paint.attribute(parts.get("gradient"), "title", derivatives ? exactText(derivatives) : "");
  paint.attribute(parts.get("gradient"), "data-sign", derivatives ? signOf(derivatives) : "");
  paint.text(parts.get("sum"), derivatives && isSum(frame, index) ? "Σ " : "");
  paint.text(parts.get("state"), state === "active" ? "" : state);
  const starved = flow !== "" && flow !== "flowing";
  paint.text(parts.get("flow-text"), derivatives && starved ? flow.replace("-", " ") : "");
  paintFlag(paint, parts.get("flag"), frame, node);
  paintBetaPartial(paint, parts.get("beta-partial"), frame, node, index);
  paintCurve(paint, parts, frame, node, index);
  paint.text(parts.get("spoken"), spokenText(node, values, derivatives, state, flow));
}

function spokenText(
  node: GraphNode,
  values: Float64Array | null,
  derivatives: Float64Array | null,
  state: string,
  flow: string,
): string {
  const words = [symbolText(node.symbol)];
  words.push(values ? `value ${numbersText(values)}` : "incomplete, no value");
  if (derivatives) words.push(`derivative ${signedText(derivatives)}`);
  if (state !== "" && state !== "active") words.push(state);
  if (derivatives && flow !== "" && flow !== "flowing") words.push(flow);
  return words.join(", ");
}

function paintFlag(
  paint: Paint,
  element: Element | undefined,
  frame: Frame,
  node: GraphNode,
): void {
  const told = findingsOf(frame).find(
    (finding) =>
      finding.culprit === node.id &&
      finding.flag !== "" &&
      finding.nodes.some((id) => {
        const place = frame.evaluation.plan.topology.indexOf.get(id);
        return place !== undefined && derivativeIsShown(frame, place);
      }),
  );
  paint.text(element, told?.flag ?? "");
  if (element instanceof HTMLElement) element.hidden = told === undefined;
}

function paintBetaPartial(
  paint: Paint,
  element: Element | undefined,
  frame: Frame,
  node: GraphNode,
  index: number,
): void {
  if (!element) return;
  const known = frame.place >= (frame.trace.betaKnownAt[index] ?? Number.POSITIVE_INFINITY);
  const partials = known ? partialsOf(frame.evaluation, node.id) : null;
  const beta = partials?.kind === "linear" ? partials.beta : null;
  paint.text(element, beta ? `∂ ${signedText(beta)}` : "");
  paint.attribute(element, "data-sign", beta ? signOf(beta) : "");
}

function isSum(frame: Frame, index: number): boolean {
  const { plan } = frame.evaluation;
  let carrying = 0;
  for (const wire of plan.topology.outgoing[index] ?? []) {
    if ((plan.wireSlots[wire] ?? -1) >= 0) carrying++;
  }
  return carrying > 1;
}

/** "3.2", "[0.1, −2]", or "max 4.1" for many units. */
export function numbersText(numbers: Float64Array | readonly number[]): string {
  const [first] = numbers;
  if (numbers.length === 1 && first !== undefined) return formatNumber(first);
  if (numbers.length > LISTED_UNITS) return `max ${formatNumber(largestOf(numbers))}`;
  return `[${Array.from(numbers, (value) => formatNumber(value, 2)).join(", ")}]`;
}

export function signedText(numbers: Float64Array | readonly number[]): string {
  const [first] = numbers;
  if (numbers.length === 1 && first === 0) return formatNumber(first);
  if (numbers.length === 1 && first !== undefined) return formatSigned(first);
  if (numbers.length > LISTED_UNITS) return `max ${formatSigned(largestOf(numbers))}`;
  return `[${Array.from(numbers, (value) => formatNumber(value, 2)).join(", ")}]`;
}

/** The same text with a place to break before a power of ten, for labels as narrow as a wire is short. */
export function breakable(text: string): string {
  return text.replace("·", "\u200b·");
}

function exactText(numbers: Float64Array): string {
  return Array.from(numbers.subarray(0, 64), exactNumber).join(", ");
}

/** The number of largest magnitude, with its sign: it stands for a vector's colour and text. */
export function largestOf(numbers: Float64Array | readonly number[]): number {
  let largest = numbers[0] ?? 0;
  for (const number of numbers) {
    if (Number.isNaN(number)) return number;
    if (Math.abs(number) > Math.abs(largest)) largest = number;
  }
  return largest;
}

/** Which colour a derivative has: that of its unit of largest magnitude. */
export function signOf(numbers: Float64Array | readonly number[]): string {
  const size = magnitude(numbers);
  if (Number.isNaN(size)) return "none";
  const largest = largestOf(numbers);
  return largest > 0 ? "positive" : largest < 0 ? "negative" : "zero";
}

/** The little picture: the function with the present points, or a loss over its prediction. */
function paintCurve(
  paint: Paint,
  parts: Parts,
  frame: Frame,
  node: GraphNode,
  index: number,
): void {
  const points = parts.get("points");
  if (!points) return;
  const op = opOf(node.op);
  const { evaluation, sample } = frame;
  const wires = evaluation.plan.topology.incoming[index];
  const inputOf = (port: number) => {
    const wire = evaluation.graph.wires[wires?.[port] ?? -1];
    return wire ? valuesOf(evaluation, wire.source, sample) : null;
  };
  const inputs = inputOf(0);
  const outputs = valuesOf(evaluation, node.id, sample);
  const shown = valueIsShown(frame, index);
  let curve: Curve | null = null;
  if (op.kind === "unary") curve = curveOfOp(op);
  if (op.kind === "loss") {
    const targets = inputOf(1);
    const f = inputs?.[0];
    const y = targets?.[0];
    if (inputs?.length === 1 && f !== undefined && y !== undefined && Number.isFinite(f - y)) {
      const slot = evaluation.plan.settingSlots[index] ?? -1;
      const setting = evaluation.arenas.settings[slot] ?? 0;
      const reach = Math.max(1, Math.abs(f - y) * 1.3);
      curve = curveOf(
        (at) => {
          const scratch = Float64Array.of(at, y, 0);
          op.forward(scratch, 0, 1, 2, 1, 1, setting);
          return scratch[2] ?? 0;
        },
        y - reach,
        y + reach,
      );
      paint.attribute(parts.get("line"), "d", curve.path);
    } else {
      paint.attribute(parts.get("line"), "d", "");
    }
  }
  if (!curve || !inputs || !outputs || !shown) {
    paint.attribute(parts.get("tangent"), "d", "");
    paint.attribute(points, "data-count", "0");
    points.replaceChildren();
    return;
  }
  const dots = Math.min(inputs.length, 16);
  if (points.childElementCount !== dots) {
    points.replaceChildren(
      ...Array.from({ length: dots }, () => {
        const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        dot.setAttribute("r", dots === 1 ? "3.5" : "2.5");
        return dot;
      }),
    );
  }
  for (let unit = 0; unit < dots; unit++) {
    const dot = points.children[unit];
    const x = inputs[unit] ?? 0;
    const y = outputs[Math.min(unit, outputs.length - 1)] ?? 0;
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      paint.attribute(dot, "visibility", "hidden");
      continue;
    }
    paint.attribute(dot, "visibility", "visible");
    paint.attribute(dot, "cx", curve.toX(x).toFixed(1));
    paint.attribute(dot, "cy", curve.toY(y).toFixed(1));
  }
  const local = inputs.length === 1 ? localOf(evaluation, wires?.[0] ?? -1, sample) : null;
  const slope = local?.kind === "units" ? local.values[0] : undefined;
  const x = inputs[0] ?? Number.NaN;
  const y = outputs[0] ?? Number.NaN;
  const drawable = slope !== undefined && Number.isFinite(x) && Number.isFinite(y);
  paint.attribute(parts.get("tangent"), "d", drawable ? tangentPath(curve, x, y, slope) : "");
}
