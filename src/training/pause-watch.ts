import type { PauseCondition } from "@/graph";
import type { Model, Observation } from "./model";

/**
 * Watches the conditions on which a run pauses. A condition that holds already says nothing until it has ceased to: a run
 * that was paused by one goes on when it is asked to.
 */
export class PauseWatch {
  private levels: readonly number[];

  constructor(
    private readonly model: Model,
    readonly conditions: readonly PauseCondition[],
    parameters: Float64Array,
  ) {
    this.levels = this.measure(parameters);
  }

  /** The first condition that has come to hold since the last look; null where none has. */
  look(parameters: Float64Array): PauseCondition | null {
    if (this.conditions.length === 0) return null;
    const before = this.levels;
    this.levels = this.measure(parameters);
    return this.firstHigher(this.levels, before);
  }

  /** Is there a level of the condition here that `before` did not have? Looks without remembering. */
  glance(condition: PauseCondition, parameters: Float64Array, before: number): boolean {
    const [observed, loss] = this.observe(parameters);
    return this.level(condition, parameters, observed, loss) > before;
  }

  /** How far a condition held at the last look: 0 for not at all. */
  levelOf(condition: PauseCondition): number {
    return this.levels[this.conditions.indexOf(condition)] ?? 0;
  }

  private firstHigher(now: readonly number[], before: readonly number[]): PauseCondition | null {
    const index = now.findIndex((level, at) => level > (before[at] ?? 0));
    return this.conditions[index] ?? null;
  }

  private measure(parameters: Float64Array): readonly number[] {
    if (this.conditions.length === 0) return [];
    const [observed, loss] = this.observe(parameters);
    return this.conditions.map((one) => this.level(one, parameters, observed, loss));
  }

  private observe(parameters: Float64Array): readonly [Observation | null, number] {
    const { model, conditions } = this;
    const isObserved = conditions.some(
      ({ kind }) => kind === "slope-below" || kind === "unit-dies",
    );
    const observed = isObserved ? (model.observe?.(parameters) ?? null) : null;
    if (observed) return [observed, observed.loss];
    const needsLoss = conditions.some(({ kind }) => kind === "loss-below");
    return [null, needsLoss ? model.trainingLoss(parameters) : Number.NaN];
  }

  private level(
    condition: PauseCondition,
    parameters: Float64Array,
    observed: Observation | null,
    loss: number,
  ): number {
    switch (condition.kind) {
      case "loss-below":
        return loss < condition.threshold ? 1 : 0;
      case "slope-below":
        return observed && observed.slope < condition.threshold ? 1 : 0;
      case "gradient-below": {
        const largest = this.model.largestDerivative?.(parameters, condition.node) ?? Number.NaN;
        return largest < condition.threshold ? 1 : 0;
      }
      case "unit-dies":
        return observed?.dead.length ?? 0;
      case "not-finite":
        // A training stops there by itself.
        return 0;
    }
  }
}
