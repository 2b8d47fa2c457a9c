import type { PauseCondition } from "@/graph";
import { type Descended, descendedText, slopeText } from "./descended";
import { nodeById, nodeText, objectiveText } from "./formulas";
import { formatNumber } from "./numbers";

/** A condition to pause on, in words that follow "when": "|∂ℓᵢ/∂f₀| < 1·10⁻⁶". */
export function pauseText(document: Descended, condition: PauseCondition): string {
  const { graph } = document;
  switch (condition.kind) {
    case "loss-below":
      return `${descendedText(document)} < ${formatNumber(condition.threshold)}`;
    case "slope-below":
      return `‖${slopeText(document)}‖ < ${formatNumber(condition.threshold)}`;
    case "gradient-below": {
      const name = nodeById(graph, condition.node)
        ? nodeText(graph, condition.node)
        : condition.node;
      return `|∂${objectiveText(graph)}/∂${name}| < ${formatNumber(condition.threshold)}`;
    }
    case "unit-dies":
      return "a unit dies";
    case "not-finite":
      return "a number is not finite";
  }
}
