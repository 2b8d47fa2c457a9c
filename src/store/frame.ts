import type { DataTable } from "@/data";
import {
  type Evaluation,
  evaluateSample,
  type Health,
  healthOf,
  planOf,
  type Statistics,
  StatisticsRun,
  statisticsWork,
  type Trace,
  traceOf,
} from "@/engine";
import { explainFinding, type FindingExplanation } from "@/explain";
import type {
  BackflowDocument,
  Graph,
  HealthThresholds,
  NodeId,
  NodeIndex,
  Numbers,
} from "@/graph";
import type { BackflowState } from "./state";

/** Everything derived that a picture of one moment needs. */
export interface Frame {
  readonly document: BackflowDocument;
  readonly evaluation: Evaluation;
  readonly trace: Trace;
  readonly health: Health;
  readonly sample: number;
  readonly playhead: number;
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

const evaluateOnce = remember(
  (graph: Graph, numbers: Numbers, data: DataTable, sample: number): Evaluation =>
    evaluateSample({ graph, numbers, data }, sample),
);

/**
 * Products that statistics may take to be computed at once, with every change of a dragged number: a few milliseconds.
 * What takes more is run in slices (`app/statistics.ts`), and comes through the state.
 */
const MOST_WORK = 2 ** 21;
const shortRun = new StatisticsRun();
const statisticsOnce = remember(
  (graph: Graph, numbers: Numbers, data: DataTable): Statistics | null => {
    if (statisticsWork(planOf(graph), data) > MOST_WORK) return null;
    shortRun.start({ graph, numbers, data });
    for (;;) {
      const statistics = shortRun.advance();
      if (statistics) return statistics;
    }
  },
);

const combineOnce = remember(
  (evaluation: Evaluation, statistics: Statistics | null): Evaluation => ({
    ...evaluation,
    statistics,
  }),
);

const judgeOnce = remember((evaluation: Evaluation, thresholds: HealthThresholds) =>
  healthOf(evaluation, thresholds),
);
const frameOnce = remember(
  (document: BackflowDocument, evaluation: Evaluation, playhead: number): Frame => ({
    document,
    evaluation,
    trace: traceOf(evaluation.plan),
    health: judgeOnce(evaluation, document.thresholds),
    sample: evaluation.sample,
    playhead,
  }),
);

/**
 * The evaluation of what a state shows: computed when its graph, numbers, table or sample change, and not when it is
 * laid out anew. Its statistics are null while the rows are not all through.
 */
export function evaluationOf(state: BackflowState): Evaluation {
  const { graph, numbers, data } = state.history.present;
  const evaluation = evaluateOnce(graph, numbers, data, state.sample);
  if (evaluation.statistics) return evaluation;
  return combineOnce(
    evaluation,
    statisticsOnce(graph, numbers, data) ?? statisticsFor(state.history.present, state.statistics),
  );
}

/** Statistics that were computed beside, if they are still those of the document. */
function statisticsFor(
  { graph, numbers, data }: BackflowDocument,
  known: BackflowState["statistics"],
): Statistics | null {
  const of = known?.of;
  const isOf = of?.graph === graph && of.numbers === numbers && of.data === data;
  return known && isOf ? known.statistics : null;
}

/** What is to be drawn for a state. The same object while nothing of it changes. */
export function frameOf(state: BackflowState): Frame {
  return frameOnce(state.history.present, evaluationOf(state), state.playhead);
}

/** Has the playhead reached the derivative of the node at an index? Never where the run does not compute it. */
export function derivativeIsShown(frame: Frame, nodeIndex: NodeIndex): boolean {
  return frame.playhead >= (frame.trace.derivativeKnownAt[nodeIndex] ?? Number.POSITIVE_INFINITY);
}

const findings = new WeakMap<Health, readonly FindingExplanation[]>();

/** The findings of a frame in words, made once for each evaluation. */
export function findingsOf(frame: Frame): readonly FindingExplanation[] {
  let told = findings.get(frame.health);
  if (!told) {
    told = frame.health.findings.map((finding) => explainFinding(frame.evaluation, finding));
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
