import type { Axis, NodeId, Read } from "@/graph";

/** What a sweep along one axis is asked for. */
export interface CurveRequest {
  readonly axis: Axis;
  /** lo < hi. */
  readonly range: readonly [number, number];
  readonly reads: readonly Read[];
  /** The chosen sample, from 0. */
  readonly sample: number;
  /** Points between lo and hi where a curve is not made of straight pieces. */
  readonly resolution?: number;
  /** Pieces and values that may be computed in all: past it, curves are sampled. */
  readonly budget?: number;
}

/** Where a number stops being finite along the axis. */
export interface Stop {
  readonly at: number;
  /** The first node, in topological order, that is not finite there. */
  readonly node: NodeId;
  /** Is it finite below `at`, or above? */
  readonly finite: "below" | "above";
}

/** One unit read along the axis. */
export interface SweptCurve {
  readonly read: Read;
  /**
   * straight: linear between its joints, which are exact. smooth: joints are exact behind straight pieces, else refined
   * between points. sampled: the budget was used up, so that there may be joints that are not told. unreadable: its node
   * is gone or incomplete.
   */
  readonly kind: "straight" | "smooth" | "sampled" | "unreadable";
  /** Does the axis change it at all? */
  readonly reached: boolean;
  /** What is drawn: joints are among the points. */
  readonly points: readonly number[];
  readonly values: readonly number[];
  /** Inside the open range, ascending. */
  readonly joints: readonly number[];
  /** Of a straight curve: one more than joints. */
  readonly slopes: readonly number[];
  /** Of a smooth curve: derivatives left and right of each joint. */
  readonly sides: readonly (readonly [left: number, right: number])[];
  /** At the present number of the axis; the slope is the derivative that a backward pass would give. */
  readonly present: { readonly value: number; readonly slope: number };
  readonly stops: readonly Stop[];
}

/** What a sweep along one axis has read. */
export interface CurveSweep {
  /** The axis' number in the document; undefined where there is no such number any more. */
  readonly present: number | undefined;
  readonly curves: readonly SweptCurve[];
}
