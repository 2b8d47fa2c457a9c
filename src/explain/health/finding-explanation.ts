import type { NodeId } from "@/graph";
import type { HealthClaim } from "./health-claims";
import type { ProductPart } from "./product";

/** A finding in words, with what to light when it is hovered. */
export interface FindingExplanation {
  /** Stable while the finding lasts. */
  readonly id: string;
  readonly severity: "error" | "warning" | "note";
  /** What the title asserts, and then each sentence of the words. */
  readonly headline: HealthClaim;
  readonly claims: readonly HealthClaim[];
  readonly title: string;
  readonly words: string;
  /** The factors between the prediction and the starved quantity, as an equation; hovering a part lights its wire. */
  readonly product: readonly ProductPart[] | null;
  /** The factors that `words` only count, one by one; null where they count none. */
  readonly factorList: FactorList | null;
  readonly nodes: readonly NodeId[];
  /** Indices in `graph.wires`. */
  readonly wires: readonly number[];
  /** The node at which the flag stands: of the factor to blame, or the first that starves where it is the product. */
  readonly culprit: NodeId | null;
  /** What is said at the culprit itself, at most 40 characters; empty where nothing is. */
  readonly flag: string;
}

/** "six factors ≤ 0.9", and each of them: "ω₃ = 0.9", in the order of the chain, with its wire. */
export interface FactorList {
  readonly title: string;
  readonly factors: readonly { readonly text: string; readonly wire: number }[];
}
