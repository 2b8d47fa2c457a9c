import type { Indices, NodeIndex, WireIndex } from "@/graph";
import {
  contributionOf,
  derivativeOf,
  type Evaluation,
  hasObjective,
  valuesOf,
} from "../evaluation";
import {
  contributionCause,
  forwardCause,
  idOf,
  isNotFinite,
  isTrainable,
  opAt,
  partialCauses,
  sumCause,
} from "./finiteness-causes";
import type { NonFiniteStep } from "./non-finite";

/** Every step that is not finite although all that it is computed from is, in the order of the run (E14). */
export function findSources(evaluation: Evaluation): readonly NonFiniteStep[] {
  const { order, widths } = evaluation.plan.topology;
  const nodes = Array.from(order).filter((index) => widths[index] !== 0);
  const forward = nodes.flatMap((node) => {
    const unit = unitThatFails(evaluation, node);
    return unit < 0 ? [] : [forwardCause(evaluation, node, unit)];
  });
  if (!hasObjective(evaluation)) return forward;
  const back = nodes.toReversed();
  const backward = back.flatMap((node) => backwardSources(evaluation, node));
  // Derivatives of parameters are partials: the run comes to them last.
  const isPartial = ({ node }: NonFiniteStep) => isTrainable(evaluation, node);
  return [
    ...forward,
    ...backward.filter((source) => !isPartial(source)),
    ...backward.filter(isPartial),
    ...back.flatMap((node) => partialCauses(evaluation, node)),
  ];
}

/** The first unit of a node whose value is not finite although its inputs are; −1 where there is none. */
function unitThatFails(evaluation: Evaluation, node: NodeIndex): number {
  const values = valuesOf(evaluation, idOf(evaluation, node));
  if (!values || !isNotFinite(values)) return -1;
  const inputs = inputsOf(evaluation, node);
  if (isElementWise(evaluation, node)) {
    return values.findIndex(
      (value, unit) => !Number.isFinite(value) && inputs.every((input) => isFiniteAt(input, unit)),
    );
  }
  if (inputs.some(isNotFinite)) return -1;
  return values.findIndex((value) => !Number.isFinite(value));
}

/** What makes the derivative of a node infinite or no number: along one of its wires, or in their sum. */
function backwardSources(evaluation: Evaluation, node: NodeIndex): readonly NonFiniteStep[] {
  const { plan } = evaluation;
  if (!isNotFinite(derivativeOf(evaluation, idOf(evaluation, node)))) return [];
  const wires = Array.from(plan.topology.outgoing[node] as Indices<WireIndex>).filter(
    (wire) => (plan.wireSlots[wire] as number) >= 0,
  );
  const bad = wires.filter((wire) => isNotFinite(contributionOf(evaluation, wire)));
  if (bad.length === 0) return [sumCause(evaluation, node)];
  return bad
    .filter((wire) => startsAlong(evaluation, wire))
    .map((wire) => contributionCause(evaluation, node, wire));
}

/** Is a contribution not finite although the upstream gradient and the values behind the local derivative are? */
function startsAlong(evaluation: Evaluation, wire: WireIndex): boolean {
  const target = evaluation.plan.topology.targets[wire] ?? -1;
  const id = idOf(evaluation, target);
  const behind = [
    derivativeOf(evaluation, id),
    valuesOf(evaluation, id),
    ...inputsOf(evaluation, target),
  ];
  const contribution = contributionOf(evaluation, wire);
  if (!isElementWise(evaluation, target)) return !behind.some(isNotFinite);
  // A source of one unit gets the sum over all units of its target.
  const units = evaluation.plan.topology.widths[target] as number;
  if (contribution?.length !== units) return !behind.some(isNotFinite);
  return contribution.some(
    (value, unit) => !Number.isFinite(value) && behind.every((each) => isFiniteAt(each, unit)),
  );
}

function inputsOf(evaluation: Evaluation, node: NodeIndex): readonly (Float64Array | null)[] {
  const { incoming, sources } = evaluation.plan.topology;
  return Array.from(incoming[node] as Indices<WireIndex>, (wire) =>
    valuesOf(evaluation, idOf(evaluation, sources[wire] ?? -1)),
  );
}

function isElementWise(evaluation: Evaluation, node: NodeIndex): boolean {
  const { kind } = opAt(evaluation, node);
  return kind === "unary" || kind === "binary";
}

/** Is the number at a unit finite? One of one unit serves all. */
function isFiniteAt(numbers: Float64Array | null, unit: number): boolean {
  return numbers === null || Number.isFinite(numbers.length === 1 ? numbers[0] : numbers[unit]);
}
