import type { Chain } from "@/engine";
import type { NodeId, WireIndex } from "@/graph";
import type { HealthClaim } from "./health-claims";

/** A finding in words, with what to light when it is hovered. */
export interface FindingExplanation {
  /** Stable while the finding lasts. */
  readonly id: string;
  readonly severity: "error" | "warning" | "note";
  /** What the title asserts, and then each sentence of its words (`findingWords`). */
  readonly headline: HealthClaim;
  readonly claims: readonly HealthClaim[];
  readonly title: string;
  /** The factors between the prediction and the starved quantity, of which `productParts` makes an equation. */
  readonly product: Chain | null;
  /** The factors that the words only count, one by one; null where they count none. */
  readonly factorList: FactorList | null;
  readonly nodes: readonly NodeId[];
  /** Indices in `graph.wires`. */
  readonly wires: readonly WireIndex[];
  /** The node at which the flag stands: of the factor to blame, or the first that starves where it is the product. */
  readonly culprit: NodeId | null;
  /** What is said at the culprit itself, at most 40 characters; empty where nothing is. */
  readonly flag: string;
}

/** "six factors ≤ 0.9", and each of them: "ω₃ = 0.9", in the order of the chain, with its wire. */
export interface FactorList {
  readonly title: string;
  readonly factors: readonly { readonly text: string; readonly wire: WireIndex }[];
}
