import {
  contributionOf,
  derivativeOf,
  type Evaluation,
  evaluate,
  type Finding,
  type Health,
  healthOf,
  partialsOf,
  type Step,
  traceOf,
  valuesOf,
} from "@/engine";
import { type BackflowDocument, type Position, withNumber } from "@/graph";
import { type MadePreset, presetBySlug } from "./presets/made.test-support";

export function open(slug: string): MadePreset {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`No preset ${slug}`);
  return preset;
}

export function run({ document }: MadePreset) {
  return runDocument(document);
}

/** The health of the first sample, by node id. */
export function runDocument(document: BackflowDocument) {
  const evaluation = evaluate(document);
  const health: Health = healthOf(evaluation, document.thresholds);
  const indexOf = (node: string) => evaluation.plan.topology.indexOf.get(node) ?? -1;
  return {
    evaluation,
    findings: health.findings,
    flow: (node: string) => health.flow.nodes[indexOf(node)] ?? null,
    states: (node: string) => health.states[indexOf(node)],
  };
}

export function withX({ document }: MadePreset, x: number): BackflowDocument {
  return withNumber(document, { kind: "value", node: "x", row: 0, unit: 0 }, x);
}

export function value(evaluation: Evaluation, node: string): number {
  return valuesOf(evaluation, node)?.[0] ?? Number.NaN;
}

export function derivative(evaluation: Evaluation, node: string): number {
  return derivativeOf(evaluation, node)?.[0] ?? Number.NaN;
}

/** ∂L/∂β₃ for "beta3", ∂L/∂ω₃ for "omega3": of the node f3. */
export function partialOf(evaluation: Evaluation, name: string): number {
  const partials = partialsOf(evaluation, `f${name.slice(-1)}`);
  if (partials?.kind !== "linear") return Number.NaN;
  const found = name.startsWith("beta") ? partials.beta[0] : partials.omega[0]?.[0]?.[0];
  return found ?? Number.NaN;
}

export function contributionsOf(evaluation: Evaluation, source: string): [number, number] {
  const found = evaluation.graph.wires.flatMap((wire, index) =>
    wire.source === source ? [contributionOf(evaluation, index)?.[0] ?? Number.NaN] : [],
  );
  return [found[0] ?? Number.NaN, found[1] ?? Number.NaN];
}

export function shownSteps(evaluation: Evaluation): Step[] {
  return traceOf(evaluation.plan).steps.filter(({ optional }) => !optional);
}

export function nodesOf(evaluation: Evaluation, part: Step["part"]): string {
  const steps = shownSteps(evaluation).filter((step) => step.part === part);
  return steps.map(({ node }) => node).join(" ");
}

export function countParts(evaluation: Evaluation): Record<Step["part"], number> {
  const counts = { forward: 0, backward: 0, partials: 0 };
  for (const { part } of shownSteps(evaluation)) counts[part] += 1;
  return counts;
}

export type FlowRegion = Extract<Finding, { readonly kind: "flow-region" }>;

export function flowRegionsOf(findings: readonly Finding[]): FlowRegion[] {
  return findings.filter((finding) => finding.kind === "flow-region");
}

/** The wire of the factor to blame: "f2->h2". */
export function culpritOf(evaluation: Evaluation, region: FlowRegion | undefined): string {
  const { culprit, factors } = region?.chain ?? { culprit: null, factors: [] };
  return wireOf(evaluation, factors[culprit ?? -1]?.wire);
}

export function wireOf(evaluation: Evaluation, index = -1): string {
  const wire = evaluation.graph.wires[index];
  return wire ? `${wire.source}->${wire.target}` : "none";
}

export function sizeOf(isLeaf: boolean): { width: number; height: number } {
  return isLeaf ? { width: 124, height: 108 } : { width: 188, height: 164 };
}

export function center(box: Position & { width: number; height: number }): Position {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
