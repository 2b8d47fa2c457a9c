import { nextPlayhead, type Part, type Step, type Trace } from "@/engine";
import {
  betaText,
  derivativeText,
  nodeText,
  objectiveText,
  omegaText,
  stepPosition,
} from "@/explain";
import type { Graph } from "@/graph";
import { type TrainingSettings, updateLineCount } from "@/optimizers";

/** One of the lecture's three parts, or the update of a training behind them, as the steps of the scrubber that it takes. */
export interface Track {
  readonly part: Part | "update";
  readonly name: string;
  /** It holds the places after `start`, up to `end`. */
  readonly start: number;
  readonly end: number;
}

const NAMES: Readonly<Record<Part, string>> = {
  forward: "1 Forward pass",
  backward: "2 Backward pass",
  partials: "3 Parameters",
};

const SPOKEN: Readonly<Record<Part, string>> = {
  forward: "forward pass",
  backward: "backward pass",
  partials: "parameters",
};

/** The parts of a run that have steps, in order. */
export function tracksOf(trace: Trace): readonly Track[] {
  const tracks: Track[] = [];
  trace.steps.forEach((step, index) => {
    const last = tracks[tracks.length - 1];
    if (last?.part === step.part) tracks[tracks.length - 1] = { ...last, end: index + 1 };
    else tracks.push({ part: step.part, name: NAMES[step.part], start: index, end: index + 1 });
  });
  return tracks;
}

/** The update of a training, behind the parts of a run; null where the run has no partials, so that nothing is trained. */
export function updateTrack(tracks: readonly Track[], training: TrainingSettings): Track | null {
  const last = tracks.at(-1);
  if (last?.part !== "partials") return null;
  const end = last.end + updateLineCount(training);
  return { part: "update", name: "4 Update", start: last.end, end };
}

/** Where the playhead stops when it is put anywhere: optional steps are passed over unless they are shown. */
export function stopAt(trace: Trace, wanted: number, from: number, showOptional: boolean): number {
  const isStop = showOptional || wanted === trace.steps.length;
  if (isStop || !trace.steps[wanted - 1]?.optional) return wanted;
  return nextPlayhead(trace, wanted, wanted >= from ? 1 : -1, showOptional);
}

/** The playhead for those who hear it: "step 13 of 23, backward pass: ∂ℓᵢ/∂f₂". */
export function playheadText(graph: Graph, trace: Trace, playhead: number): string {
  const step = trace.steps[playhead - 1];
  if (!step) return trace.count === 0 ? "no steps" : `before step 1 of ${trace.count}`;
  const position = stepPosition(trace, step);
  return `${position}, ${SPOKEN[step.part]}: ${stepQuantity(graph, step)}`;
}

/** What a step computes, in plain text: "f₂", "∂ℓᵢ/∂f₂", "∂ℓᵢ/∂ω₂". */
export function stepQuantity(graph: Graph, step: Step): string {
  if (step.part === "forward") return nodeText(graph, step.node);
  if (step.part === "backward" || step.owned.kind === "parameter") {
    return derivativeText(graph, step.node);
  }
  const node = graph.nodes[step.nodeIndex];
  if (!node) return "";
  const owned =
    step.owned.kind === "beta" ? betaText(graph, node) : omegaText(graph, node, step.owned.port);
  return `∂${objectiveText(graph)}/∂${owned}`;
}
