import { contributionOf, localOf, magnitude, partialsOf } from "@/engine";
import { dataOf, exactNumber, flowData, formatNumber } from "@/explain";
import { derivativeIsShown, type Frame } from "@/store";
import { strokeOf } from "@/ui";
import type { Paint } from "./live";
import { breakable, largestOf, signedText, signOf } from "./node-paint";

/** Chevrons along a wire that runs to the right: with the values, and back with the contributions. */
export const FORWARD_CHEVRON = "M-3 -4.5L3 0L-3 4.5";
const BACKWARD_CHEVRON = "M3 -4.5L-3 0L3 4.5";

/** Paints what a wire carries at one moment, and the attributes that tests and scripts rely on. */
export function paintWire(
  paint: Paint,
  group: SVGGElement,
  label: HTMLElement | null,
  frame: Frame,
  place: number,
): void {
  const { evaluation, sample, health, trace } = frame;
  const wire = evaluation.graph.wires[place];
  if (!wire) return;
  const source = evaluation.plan.topology.indexOf.get(wire.source) ?? -1;
  const shown = derivativeIsShown(frame, source);
  const contribution = shown ? contributionOf(evaluation, place, sample) : null;
  const local = localOf(evaluation, place, sample);
  const flow = flowData(health.flow.wires[place] ?? null);
  const size = contribution ? magnitude(contribution) : 0;

  paint.attribute(group, "data-gradient", dataOf(contribution));
  paint.attribute(
    group,
    "data-local",
    local === null ? "" : dataOf(local.kind === "units" ? local.values : local.rows.flat()),
  );
  paint.attribute(group, "data-flow", flow);
  paint.attribute(group, "data-look", lookOf(contribution, size, flow));
  paint.attribute(group, "data-sign", contribution ? signOf(contribution) : "");
  const chevron = group.querySelector('[data-part="chevron"]');
  paint.attribute(chevron, "d", contribution === null ? FORWARD_CHEVRON : BACKWARD_CHEVRON);
  const stroke = Number.isNaN(size) ? 3 : Math.max(1.5, strokeOf(size));
  group.style.setProperty("--stroke", `${stroke}px`);

  if (!label) return;
  paint.attribute(label, "data-shown", String(contribution !== null));
  const part = (name: string) => label.querySelector(`[data-part="${name}"]`);
  if (local?.kind === "units") {
    const number = largestOf(local.values);
    const text = local.values.length === 1 ? formatNumber(number) : `max ${formatNumber(number)}`;
    paint.text(part("local-text"), breakable(text));
    paint.attribute(part("local-text"), "title", exactNumber(number));
  }
  const omegaKnown = frame.place >= (trace.omegaKnownAt[place] ?? Number.POSITIVE_INFINITY);
  const partials = omegaKnown ? partialsOf(evaluation, wire.target) : null;
  const omega = partials?.kind === "linear" ? partials.omega[wire.port]?.flat() : undefined;
  const partial = part("omega-partial");
  paint.text(partial, omega ? breakable(signedText(omega)) : "");
  paint.attribute(
    partial,
    "title",
    omega ? `Partial: ${omega.slice(0, 64).map(exactNumber).join(", ")}` : "",
  );
  paint.attribute(partial, "data-sign", omega ? signOf(omega) : "");
  // On a plain chain the contribution is the node's derivative, which the node prints: once is enough.
  const fansOut = carriers(frame, source) > 1;
  const told = part("contribution");
  paint.text(told, contribution && fansOut ? `◂ ${breakable(signedText(contribution))}` : "");
  paint.attribute(told, "title", contribution ? `Contribution: ${dataOf(contribution)}` : "");
  paint.attribute(told, "data-sign", contribution ? signOf(contribution) : "");
}

/** How a wire is drawn, of all that may be said of it. */
type Look = "idle" | "flowing" | "exploding" | "starved" | "zero";

function lookOf(contribution: Float64Array | null, size: number, flow: string): Look {
  if (!contribution) return "idle";
  if (flow === "exploding") return "exploding";
  if (flow !== "" && flow !== "flowing") return "starved";
  return size === 0 ? "zero" : "flowing";
}

function carriers(frame: Frame, index: number): number {
  const { plan } = frame.evaluation;
  let count = 0;
  for (const wire of plan.topology.outgoing[index] ?? []) {
    if ((plan.wireSlots[wire] ?? -1) >= 0) count++;
  }
  return count;
}
