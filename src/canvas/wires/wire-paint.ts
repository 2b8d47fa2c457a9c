import { trainingRows } from "@/data";
import {
  awaitsRows,
  contributionOf,
  type Flow,
  type LocalDerivative,
  localOf,
  magnitude,
  partialOf,
  samplePartialsOf,
} from "@/engine";
import { dataOf, flowData, nodeById, objectiveText, omegaText } from "@/explain";
import type { WireIndex } from "@/graph";
import { derivativeIsShown, type Frame } from "@/store";
import { strokeOf } from "@/ui";
import {
  breakable,
  numbersText,
  type Sign,
  signedText,
  signOf,
  signOfText,
  widestPart,
} from "../nodes/number-texts";
import type { Paint } from "../painting/paint";

/** Chevrons along a wire that runs to the right: with the values, and back with the contributions. */
const FORWARD_CHEVRON = "M-3 -4.5L3 0L-3 4.5";
const BACKWARD_CHEVRON = "M3 -4.5L-3 0L3 4.5";

/** The parts of a wire and its label that are painted. */
export type WirePart =
  | "chevron"
  | "local-text"
  | "omega-partial"
  | "omega-partial-name"
  | "contribution";

/** How a wire is drawn, of all that may be said of it. */
type Look = "idle" | "flowing" | "exploding" | "starved" | "zero";

/** What a wire looks like at one moment. */
export interface WireLook {
  readonly look: Look;
  /** Of what comes back; empty before that is known. */
  readonly sign: Sign | "";
  /** Its word of gradient health; empty where nothing is judged. */
  readonly flow: Flow | "";
  /** Width in canvas units. */
  readonly stroke: number;
}

/** How a wire is to be drawn, from what comes back along it. */
export function wireLook(frame: Frame, wire: WireIndex): WireLook {
  return lookOfContribution(frame, wire, shownContribution(frame, wire));
}

function lookOfContribution(
  frame: Frame,
  wire: WireIndex,
  contribution: Float64Array | null,
): WireLook {
  const flow = flowData(frame.health.flow.wires[wire] ?? null);
  const size = contribution ? magnitude(contribution) : 0;
  return {
    look: lookOf(contribution, size, flow),
    sign: contribution ? signOf(contribution) : "",
    flow,
    stroke: Number.isNaN(size) ? 3 : Math.max(1.5, strokeOf(size)),
  };
}

/** Paints what a wire carries at one moment, and the attributes that tests and scripts rely on. A label may have two lines for a long number. */
export function paintWire(
  paint: Paint<WirePart>,
  group: SVGGElement,
  label: HTMLElement | null,
  frame: Frame,
  wire: WireIndex,
  breaksNumbers = false,
): void {
  const contribution = shownContribution(frame, wire);
  const local = localOf(frame.evaluation, wire);
  const { look, sign, flow, stroke } = lookOfContribution(frame, wire, contribution);

  paint.attribute(group, "data-gradient", dataOf(contribution));
  paint.attribute(group, "data-local", localData(local));
  paint.attribute(group, "data-flow", flow);
  paint.attribute(group, "data-look", look);
  paint.attribute(group, "data-sign", sign);
  const chevron = contribution === null ? FORWARD_CHEVRON : BACKWARD_CHEVRON;
  paint.attribute(paint.part("chevron"), "d", chevron);
  paint.property(group, "--stroke", `${stroke.toFixed(1)}px`);

  if (!label) return;
  paint.attribute(label, "data-shown", String(contribution !== null));
  if (contribution && local?.kind === "units") {
    const factor = breakable(numbersText(local.values), breaksNumbers);
    paint.fittedText(paint.part("local-text"), factor, widestPart(factor));
  }
  paintOmegaPartial(paint, frame, wire, breaksNumbers);
  // On a plain chain the contribution is the node's derivative, which the node prints: once is enough.
  const told = paint.part("contribution");
  const fansOut = contribution !== null && carriers(frame, wire) > 1;
  const carried = fansOut ? `◂ ${breakable(signedText(contribution), breaksNumbers)}` : "";
  paint.fittedText(told, carried, widestPart(carried));
  paint.attribute(told, "data-sign", contribution ? signOfText(contribution) : "");
}

function paintOmegaPartial(
  paint: Paint<WirePart>,
  frame: Frame,
  wire: WireIndex,
  breaksNumbers: boolean,
): void {
  const part = paint.part("omega-partial");
  const known = frame.playhead >= (frame.trace.omegaKnownAt[wire] ?? Number.POSITIVE_INFINITY);
  const partial = part && known ? shownPartial(frame, wire) : null;
  const waiting = known && awaitsRows(frame.evaluation) ? "…" : "";
  const text = partial ? breakable(signedText(partial), breaksNumbers) : waiting;
  paint.fittedText(part, text, widestPart(text));
  paint.attribute(part, "data-sign", partial ? signOfText(partial) : "");
  paint.text(paint.part("omega-partial-name"), text === "" ? "" : meanName(frame, wire));
}

/**
 * "∂L/∂ω₀" above the mean over several rows, which must not be taken for ∂ℓᵢ/∂ω₀ of the shown sample, whose derivatives
 * stand beside it. One row is its own mean, and needs no name.
 */
function meanName({ evaluation }: Frame, wireIndex: WireIndex): string {
  const wire = evaluation.graph.wires[wireIndex];
  const node = wire && nodeById(evaluation.graph, wire.target);
  if (!node || trainingRows(evaluation.data) === 1) return "";
  return `∂L/∂${omegaText(evaluation.graph, node, wire.port)}`;
}

/** All digits of what a wire shows, for hovering: written when the pointer comes, not at every change. */
export function nameWireDigits(label: HTMLElement, frame: Frame, wire: WireIndex): void {
  const contribution = shownContribution(frame, wire);
  const partial = shownPartial(frame, wire);
  const told = [
    `local derivative ${localData(localOf(frame.evaluation, wire))}`,
    ...partialLines(frame, wire, partial),
    ...(contribution ? [`contribution ${dataOf(contribution)}`] : []),
  ];
  label.title = told.join("\n");
}

/** The partial of ω with its name, and of several rows that of the sample beside the mean. */
function partialLines(frame: Frame, wireIndex: WireIndex, mean: Float64Array | null): string[] {
  const { evaluation } = frame;
  const wire = evaluation.graph.wires[wireIndex];
  const node = wire && nodeById(evaluation.graph, wire.target);
  if (!mean || !wire || !node) return [];
  const omega = omegaText(evaluation.graph, node, wire.port);
  const ofSample = `∂${objectiveText(evaluation.graph)}/∂${omega}`;
  if (trainingRows(evaluation.data) === 1) return [`${ofSample} ${dataOf(mean)}`];
  const own = samplePartialsOf(evaluation, wire.target);
  const rows = own?.kind === "linear" ? (own.omega[wire.port] ?? []).flat() : [];
  return [`${ofSample} of this sample ${dataOf(rows)}`, `∂L/∂${omega}, the mean ${dataOf(mean)}`];
}

/** What comes back along a wire, once the playhead has reached its source. */
function shownContribution(frame: Frame, wireIndex: WireIndex): Float64Array | null {
  const wire = frame.evaluation.graph.wires[wireIndex];
  const source = frame.evaluation.plan.topology.indexOf.get(wire?.source ?? "") ?? -1;
  if (!derivativeIsShown(frame, source)) return null;
  return contributionOf(frame.evaluation, wireIndex);
}

/** The partial of a wire's block of Ω, once the playhead has reached it. */
function shownPartial(frame: Frame, wireIndex: WireIndex): Float64Array | null {
  const wire = frame.evaluation.graph.wires[wireIndex];
  if (!wire || frame.playhead < (frame.trace.omegaKnownAt[wireIndex] ?? Number.POSITIVE_INFINITY)) {
    return null;
  }
  return partialOf(frame.evaluation, wire.target, { kind: "omega", port: wire.port });
}

function localData(local: LocalDerivative | null): string {
  if (local === null) return "";
  return dataOf(local.kind === "units" ? local.values : local.rows.flat());
}

function lookOf(contribution: Float64Array | null, size: number, flow: Flow | ""): Look {
  if (!contribution) return "idle";
  if (flow === "exploding") return "exploding";
  if (flow !== "" && flow !== "flowing") return "starved";
  return size === 0 ? "zero" : "flowing";
}

/** How many wires carry something back to the source of this one. */
function carriers(frame: Frame, wireIndex: WireIndex): number {
  const { plan, graph } = frame.evaluation;
  const source = plan.topology.indexOf.get(graph.wires[wireIndex]?.source ?? "") ?? -1;
  let count = 0;
  for (const wire of plan.topology.outgoing[source] ?? []) {
    if ((plan.wireSlots[wire] ?? -1) >= 0) count++;
  }
  return count;
}
