import { type Evaluation, evaluate, type Health, healthOf, type Trace, traceOf } from "@/engine";
import { explainFinding, type FindingExplanation } from "@/explain";
import type { BackflowDocument, Graph, HealthThresholds, NodeId, Numbers } from "@/graph";
import type { BackflowState } from "./state";

/** Everything derived that a picture of one moment needs. */
export interface Frame {
  readonly document: BackflowDocument;
  readonly evaluation: Evaluation;
  readonly trace: Trace;
  readonly health: Health;
  readonly sample: number;
  readonly place: number;
}

/** Remembers the last result while the arguments stay the same objects. */
function remember<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let last: { readonly args: Arguments; readonly result: Result } | null = null;
  return (...args) => {
    if (!last?.args.every((argument, index) => Object.is(argument, args[index]))) {
      last = { args, result: compute(...args) };
    }
    return last.result;
  };
}

const evaluateOnce = remember((graph: Graph, numbers: Numbers) => evaluate(graph, numbers));
const judgeOnce = remember((evaluation: Evaluation, thresholds: HealthThresholds, sample: number) =>
  healthOf(evaluation, thresholds, sample),
);
const frameOnce = remember(
  (document: BackflowDocument, evaluation: Evaluation, sample: number, place: number): Frame => ({
    document,
    evaluation,
    trace: traceOf(evaluation.plan),
    health: judgeOnce(evaluation, document.thresholds, sample),
    sample,
    place,
  }),
);

/** The evaluation of a document: computed when its graph or its numbers change, and not when it is laid out anew. */
export function evaluationOf(document: BackflowDocument): Evaluation {
  return evaluateOnce(document.graph, document.numbers);
}

/** What is to be drawn for a state. The same object while nothing of it changes. */
export function frameOf(state: BackflowState): Frame {
  const document = state.history.present;
  return frameOnce(document, evaluationOf(document), state.sample, state.place);
}

/** Has the playhead reached a node's value? At rest (place 0) every value is shown: the graph is evaluated. */
export function valueIsShown(frame: Frame, nodeIndex: number): boolean {
  return frame.place === 0 || frame.place >= (frame.trace.valueKnownAt[nodeIndex] ?? 0);
}

/** Has the playhead reached a node's derivative? */
export function derivativeIsShown(frame: Frame, nodeIndex: number): boolean {
  return frame.place >= (frame.trace.derivativeKnownAt[nodeIndex] ?? Number.POSITIVE_INFINITY);
}

const findings = new WeakMap<Health, readonly FindingExplanation[]>();

/** The findings of a frame in words, made once for each evaluation. */
export function findingsOf(frame: Frame): readonly FindingExplanation[] {
  let told = findings.get(frame.health);
  if (!told) {
    told = frame.health.findings.map((finding) =>
      explainFinding(frame.evaluation, finding, frame.sample),
    );
    findings.set(frame.health, told);
  }
  return told;
}

const culprits = new WeakMap<Health, ReadonlyMap<NodeId, FindingExplanation>>();

/** The first finding that blames each node and has a flag for it. */
export function culpritsOf(frame: Frame): ReadonlyMap<NodeId, FindingExplanation> {
  let blamed = culprits.get(frame.health);
  if (!blamed) {
    const byNode = new Map<NodeId, FindingExplanation>();
    for (const finding of findingsOf(frame)) {
      const { culprit, flag } = finding;
      if (culprit !== null && flag !== "" && !byNode.has(culprit)) byNode.set(culprit, finding);
    }
    blamed = byNode;
    culprits.set(frame.health, blamed);
  }
  return blamed;
}
