import type { Evaluation } from "@/engine";
import type { NodeId } from "@/graph";
import { type Facts, largest } from "./truth-facts.test-support";

/** Counts what is claimed of a graph at a row, and lists by sentence what is false. */
export class Checks {
  readonly wrong: string[] = [];
  count = 0;

  constructor(
    readonly facts: Facts,
    readonly evaluation: Evaluation,
    private readonly name: string,
  ) {}

  /** One claim; `sentence` tells which one it was. */
  expect(holds: boolean, sentence: string): void {
    this.count++;
    if (!holds) this.wrong.push(`${this.name}: ${sentence}`);
  }

  /** Plain text: no sign of LaTeX is left in it. */
  checkPlain(text: string): void {
    this.expect(!/[\\{}]|\^[^(\d−]/.test(text), `"${text}" is not plain text`);
  }

  id(index: number): NodeId {
    return this.evaluation.graph.nodes[index]?.id ?? "";
  }

  /** Is the word of a node true of it? */
  checkFlow(index: number, flow: string, entry = this.facts.entry()) {
    const { facts } = this;
    const id = this.id(index);
    const size = facts.size(id);
    const share = size / entry;
    const what = `${id} is ${flow}, with ${size} of ${entry}`;
    const nearly = 1 + 1e-6;
    switch (flow) {
      case "cut-off":
        return this.expect(!facts.graph.reaches(id) && size === 0, what);
      case "not-finite":
        return this.expect(!Number.isFinite(size), what);
      case "flowing":
        return this.expect(
          share * nearly > facts.thresholds.vanishing &&
            share < facts.thresholds.exploding * nearly,
          what,
        );
      case "exploding":
        return this.expect(share * nearly >= facts.thresholds.exploding, what);
      case "vanishing":
        return this.expect(share <= facts.thresholds.vanishing * nearly, what);
      case "blocked":
        return this.expect(size === 0 && facts.isBlocked(id), what);
      case "cancelled":
        return this.expect(this.isCancelled(id), what);
      default:
        return this.expect(false, `unknown word ${flow}`);
    }
  }

  /** Is a sum at the node next to nothing of what it is made of, or at one before it on the strongest way? */
  private isCancelled(id: NodeId): boolean {
    const { facts } = this;
    if (facts.size(id) <= 1e-11 * largest(facts.run.masses.get(id) ?? [])) return true;
    return facts.graph.carrying(id).some((wire) => {
      const target = facts.graph.targetOf(wire);
      return !facts.graph.objective.includes(target) && this.isCancelled(target);
    });
  }
}

/** The same number, but for rounding; `slack` is what rounding may make of it. */
export function sameNumber(one: number, other: number, slack = 0): boolean {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) && Number.isNaN(other);
  if (one === other) return true;
  return (
    Math.abs(one - other) <=
    Math.max(slack, 1e-9 * Math.max(Math.abs(one), Math.abs(other)), 1e-300)
  );
}

export function sameCounts<Word>(
  one: ReadonlyMap<Word, number>,
  other: ReadonlyMap<Word, number>,
): boolean {
  return one.size === other.size && [...one].every(([word, count]) => other.get(word) === count);
}

/** Is a share so near a threshold that rounding decides its word? */
export function isNear(share: number, { thresholds }: Facts): boolean {
  return [thresholds.vanishing, thresholds.exploding].some(
    (bar) => Math.abs(share - bar) <= 1e-6 * bar,
  );
}
