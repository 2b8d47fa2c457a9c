import type { Axis, Read } from "@/graph";
import { opOf } from "@/ops";
import { presentOf, type Subject } from "./axis";
import { nodesOfRead } from "./scope";
import { Sweep, sumOfLosses } from "./sweep";
import type { CurveRequest, CurveSweep, SweptCurve } from "./swept-curve";

/** Sweeps one number of a document, and reads others along it. Forward only; the document is not changed. */
export function sweepCurves(subject: Subject, request: CurveRequest): CurveSweep {
  const { axis, reads, sample } = request;
  const present = presentOf(subject, axis, sample);
  const ofSample = reads.filter((read) => read.kind !== "objective");
  const one =
    present === undefined ? null : new Sweep(subject, request, ofSample, [sample], present);
  const all =
    present === undefined || ofSample.length === reads.length ? null : sweepOfAll(present);
  return {
    present,
    curves: reads.map((read) => {
      const sweep = read.kind === "objective" ? all : one;
      return sweep && nodesOfRead(subject.graph, read).length > 0
        ? sweep.curveOf(read)
        : unreadable(read);
    }),
  };

  function sweepOfAll(now: number): Sweep {
    const objective: readonly Read[] = [{ kind: "objective" }];
    if (!isPerSample(subject, axis)) {
      const rows = Array.from({ length: subject.samples }, (_, row) => row);
      return new Sweep(subject, request, objective, rows, now);
    }
    // An input or a target is varied at the chosen sample alone: the other rows add what they are.
    const others = Array.from({ length: subject.samples }, (_, row) => row).filter(
      (row) => row !== sample,
    );
    const offset = sumOfLosses(subject, others) / subject.samples;
    return new Sweep(subject, request, objective, [sample], now, {
      weight: 1 / subject.samples,
      offset,
    });
  }
}

function isPerSample({ graph }: Subject, axis: Axis): boolean {
  const node = graph.nodes.find(({ id }) => id === axis.node);
  const op = node && opOf(node.op);
  return axis.kind === "value" && op?.kind === "leaf" && op.perSample;
}

function unreadable(read: Read): SweptCurve {
  return {
    read,
    kind: "unreadable",
    reached: false,
    points: [],
    values: [],
    joints: [],
    slopes: [],
    sides: [],
    present: { value: Number.NaN, slope: Number.NaN },
    stops: [],
  };
}
