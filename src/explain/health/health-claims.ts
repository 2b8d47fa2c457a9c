import type { Factor, Finding, NodeState, NonFinite, RegionFlow, UnitState } from "@/engine";
import type { NodeIndex, WireIndex } from "@/graph";

/**
 * What one sentence about gradient health asserts: first the facts are found, then the sentence is made of them
 * (`claimSentence`), so that a test can hold each against numbers computed another way. Nodes and wires are indices in
 * `graph.nodes` and `graph.wires`.
 */
export type HealthClaim =
  /** These findings of the engine are claims already. */
  | Extract<Finding, { kind: "no-objective" | "minimum" | "cut-off" | "starved-units" }>
  /** All units of a node are in one state. */
  | {
      readonly kind: "state";
      readonly node: NodeIndex;
      readonly state: UnitState;
      readonly locals: readonly LocalFact[];
    }
  /** So many units of a node are in each state. */
  | {
      readonly kind: "mixed-states";
      readonly node: NodeIndex;
      readonly counts: ReadonlyMap<UnitState, number>;
      readonly units: number;
    }
  /** All these quantities bear one word. */
  | { readonly kind: "flow"; readonly flow: RegionFlow; readonly nodes: readonly NodeIndex[] }
  | FlowReason
  /** Of the largest |derivative| at `from`, this part arrives at `node`. */
  | {
      readonly kind: "share";
      readonly flow: "vanishing" | "exploding";
      readonly from: number;
      readonly node: NodeIndex;
      readonly share: number;
    }
  /** From this node back, the product is too small for float64. */
  | { readonly kind: "underflows-from"; readonly node: NodeIndex }
  /** Behind the region, this factor makes the gradient large again. */
  | { readonly kind: "revival"; readonly factor: Factor }
  | { readonly kind: "not-finite"; readonly source: NonFinite }
  | {
      readonly kind: "spoils";
      readonly values: readonly number[];
      readonly derivatives: readonly number[];
    }
  | { readonly kind: "sample"; readonly sample: number };

/** Why a region starves or explodes. */
export type FlowReason =
  /** Contributions along the wires out of a node, of one unit, that cancel. */
  | {
      readonly kind: "contributions-cancel";
      readonly node: NodeIndex;
      readonly contributions: readonly { readonly wire: WireIndex; readonly value: number }[];
    }
  /** What the units of the target of a wire send back along it cancels. */
  | { readonly kind: "units-cancel"; readonly node: NodeIndex; readonly wire: WireIndex }
  /** Whichever way back is taken, a factor is exactly 0. */
  | { readonly kind: "all-ways-blocked"; readonly node: NodeIndex }
  /** Every weight of the wire is 0; of several, every one at which something arrives. */
  | {
      readonly kind: "zero-weight";
      readonly wire: WireIndex;
      readonly entries: "one" | "all" | "used";
    }
  /** The target of the wire is inactive, or else all of its units are at which something arrives. */
  | { readonly kind: "inactive"; readonly wire: WireIndex; readonly state: NodeState }
  /** Every local derivative of the wire is 0; or else every one at which something arrives. */
  | { readonly kind: "zero-local"; readonly wire: WireIndex; readonly entries: "all" | "used" }
  /** No factor on the way is 0, and yet the product is. */
  | { readonly kind: "underflow"; readonly node: NodeIndex }
  /** One factor makes over half of what is lost, or gained, in log₁₀. */
  | {
      readonly kind: "one-factor";
      readonly flow: "vanishing" | "exploding";
      readonly factor: Factor;
      readonly factors: readonly Factor[];
      /** Of the node that the factor leads through, where it is notable. */
      readonly state: NodeState | null;
    }
  /** Several factors do it together. */
  | {
      readonly kind: "product";
      readonly flow: "vanishing" | "exploding";
      readonly node: NodeIndex;
      /** Those below 1, or above 1, in the order of the chain; none of them beyond `bound`. */
      readonly factors: readonly Factor[];
      readonly bound: number;
      readonly product: number;
      /** How many other factors the chain has, and the product of all. */
      readonly others: number;
      readonly whole: number;
    };

/** ∂target/∂source along a wire between single units, at the value of the source. */
export interface LocalFact {
  readonly wire: WireIndex;
  readonly local: number;
  readonly at: number;
}
