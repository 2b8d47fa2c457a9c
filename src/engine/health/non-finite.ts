import type { NodeIndex, WireIndex } from "@/graph";
import type { OwnedNumbers } from "../trace";

/** Why a number is not finite. */
export type NonFiniteCause =
  /** Finite numbers whose result is too large for float64. */
  | "overflow"
  /** The op is not defined at this input: the log of a negative number. */
  | "outside-domain"
  /** The input lies at the edge of where the op is defined, and the result is infinite: the log of 0, division by 0. */
  | "domain-edge"
  /** The local derivative itself is infinite: sqrt at 0. */
  | "infinite-local"
  /** The local derivative is a number, but too large for float64: that of 1/x at 10⁻²⁰⁰. */
  | "local-overflow"
  /** 0 · ∞ is NaN. */
  | "zero-times-infinity";

/**
 * A source: a step that is not finite although all that it is computed from is, and what it spoils. Indices in
 * `graph.nodes` and `graph.wires`.
 */
export interface NonFinite {
  /** null: the runs of all samples are finite, but not the mean of `partial` over them. */
  readonly sample: number | null;
  readonly pass: "forward" | "backward";
  readonly node: NodeIndex;
  /** In the backward pass: the wire along which it happened; null where a sum did it. */
  readonly wire: WireIndex | null;
  /** Where derivatives are finite and a partial of `node`, or its mean, is not: which one. */
  readonly partial: OwnedNumbers | null;
  readonly cause: NonFiniteCause;
  /**
   * Forward: one number by port, of the unit that failed, else the largest. Backward: local and upstream derivative; for
   * a partial, upstream derivative and input. None where a sum did it.
   */
  readonly inputs: readonly number[];
  readonly result: number;
  /** Nodes whose value, or derivative, is not finite because of it; found when first asked for. */
  readonly spoiledValues: readonly number[];
  readonly spoiledDerivatives: readonly number[];
}

/** A source, without what follows from it. */
export type NonFiniteStep = Omit<NonFinite, "sample" | "spoiledValues" | "spoiledDerivatives">;
