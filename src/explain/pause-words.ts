import type { Graph, PauseCondition } from "@/graph";
import { formatNumber } from "./numbers";
import { symbolText } from "./symbols";

/** A condition to pause on, in words that follow "when": "|∂ℓᵢ/∂f₀| < 1·10⁻⁶". */
export function pauseText(graph: Graph, condition: PauseCondition): string {
  switch (condition.kind) {
    case "loss-below":
      return `L < ${formatNumber(condition.threshold)}`;
    case "slope-below":
      return `‖∇L‖ < ${formatNumber(condition.threshold)}`;
    case "gradient-below": {
      const node = graph.nodes.find(({ id }) => id === condition.node);
      const name = node ? symbolText(node.symbol) : condition.node;
      return `|∂ℓᵢ/∂${name}| < ${formatNumber(condition.threshold)}`;
    }
    case "unit-dies":
      return "a unit dies";
    case "not-finite":
      return "a number is not finite";
  }
}
