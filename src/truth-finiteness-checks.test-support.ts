import type { Evaluation, NonFinite } from "@/engine";
import type { Checks } from "./truth-checks.test-support";
import { type Facts, largest } from "./truth-facts.test-support";

/** Holds what is said of numbers that are not finite, where they began and what they have spoiled, against the facts. */
export class FinitenessChecks {
  private readonly facts: Facts;
  private readonly evaluation: Evaluation;

  constructor(private readonly checks: Checks) {
    this.facts = checks.facts;
    this.evaluation = checks.evaluation;
  }

  /** A source: not finite, though all that it is computed from is. */
  checkSource(source: NonFinite, what: string) {
    const run = source.sample === null ? null : this.facts.runs[source.sample];
    const id = this.checks.id(source.node);
    if (!run) return this.checkMean(source, what);
    if (source.pass === "forward") return this.checkForwardSource(source, run, what);
    if (source.partial) {
      const upstream = largest(run.derivative(id));
      const input = largest(run.value(this.facts.graph.sourceOf(source.wire ?? -1)));
      this.checks.expect(Number.isFinite(upstream) && Number.isFinite(input), what);
      return this.checks.expect(!Number.isFinite(upstream * input), what);
    }
    this.checks.expect(!Number.isFinite(largest(run.derivative(id))), what);
    if (source.wire === null) {
      const finite = this.facts.graph
        .carrying(id)
        .every((wire) => Number.isFinite(largest(run.contributions[wire] ?? [])));
      return this.checks.expect(finite, what);
    }
    const contribution = run.contributions[source.wire] ?? [];
    this.checks.expect(this.facts.graph.sourceOf(source.wire) === id, what);
    this.checks.expect(!Number.isFinite(largest(contribution)), what);
    const target = this.facts.graph.targetOf(source.wire);
    const locals = (run.locals[source.wire] ?? []).flat();
    const upstream = run.derivative(target);
    const hasInfinite = !Number.isFinite(largest(locals));
    switch (source.cause) {
      case "overflow":
        return this.checks.expect(
          locals.some(Number.isFinite) && upstream.some(Number.isFinite),
          what,
        );
      case "zero-times-infinity":
        return this.checks.expect(hasInfinite && upstream.some((value) => value === 0), what);
      case "infinite-local":
        return this.checks.expect(hasInfinite && this.facts.slopeIsInfinite(target), what);
      case "local-overflow":
        return this.checks.expect(hasInfinite && !this.facts.slopeIsInfinite(target), what);
      default:
        return this.checks.expect(false, what);
    }
  }

  private checkForwardSource(source: NonFinite, run: Facts["run"], what: string) {
    const id = this.checks.id(source.node);
    const values = run.value(id);
    this.checks.expect(
      values.some((value) => Object.is(value, source.result)),
      `${what}: ${values}`,
    );
    const bad = values.flatMap((value, unit) => (Number.isFinite(value) ? [] : [unit]));
    const inputs = run.inputsOf(id);
    const isElementWise = ["unary", "binary"].includes(this.facts.kind(id));
    const isSource = bad.some((unit) =>
      inputs.every((row) =>
        isElementWise
          ? Number.isFinite(row[row.length === 1 ? 0 : unit])
          : row.every(Number.isFinite),
      ),
    );
    this.checks.expect(isSource, `${what}: computed from ${inputs.join(" and ")}`);
    const { result } = source;
    switch (source.cause) {
      case "outside-domain":
        return this.checks.expect(Number.isNaN(result), what);
      case "domain-edge":
        return this.checks.expect(this.facts.isPole(id, source.inputs), what);
      case "overflow":
        return this.checks.expect(!this.facts.isPole(id, source.inputs), what);
      default:
        return this.checks.expect(false, what);
    }
  }

  /** Every row is finite, and their sum is not. */
  private checkMean(source: NonFinite, what: string) {
    const id = this.checks.id(source.node);
    const partials = this.facts.training.map((run) => {
      const upstream = run.derivative(id);
      if (source.partial?.kind !== "omega") return upstream;
      const input = run.value(this.facts.graph.sourceOf(source.wire ?? -1));
      return upstream.flatMap((up) => input.map((value) => up * value));
    });
    this.checks.expect(
      partials.every((each) => Number.isFinite(largest(each))),
      what,
    );
    const sums = (partials[0] ?? []).map((_, place) =>
      partials.reduce((sum, each) => sum + (each[place] ?? 0), 0),
    );
    this.checks.expect(!Number.isFinite(largest(sums)), what);
  }

  /** Everything that is not finite is a source or spoiled by one. */
  checkSpoils(sources: readonly NonFinite[]) {
    const { facts } = this;
    const values = new Set(
      sources.flatMap((source) => (source.pass === "forward" ? [source.node] : [])),
    );
    const derivatives = new Set(
      sources.flatMap((source) =>
        source.pass === "backward" && !source.partial ? [source.node] : [],
      ),
    );
    for (const source of sources) {
      for (const each of source.spoiledValues) values.add(each);
      for (const each of source.spoiledDerivatives) derivatives.add(each);
    }
    this.evaluation.graph.nodes.forEach(({ id }, index) => {
      const isBad = !Number.isFinite(largest(facts.run.value(id)));
      this.checks.expect(
        isBad === values.has(index),
        `the value of ${id} ${isBad ? "is not" : "is"} finite`,
      );
      if (facts.graph.objective.length === 0) return;
      const isBadBack = !Number.isFinite(facts.size(id));
      this.checks.expect(
        isBadBack === derivatives.has(index),
        `the derivative at ${id} ${isBadBack ? "is not" : "is"} finite`,
      );
    });
  }
}
