import { derivativeOf, type Evaluation, type Health, type UnitState, valuesOf } from "@/engine";
import { flowCounts } from "@/explain";
import { type Checks, isNear, sameCounts, sameNumber } from "./truth-checks.test-support";
import { type Facts, largest } from "./truth-facts.test-support";

/** Holds all numbers of a graph, every word at a node or a wire, and every count, against the facts. */
export class WordChecks {
  private readonly facts: Facts;
  private readonly evaluation: Evaluation;

  constructor(private readonly checks: Checks) {
    this.facts = checks.facts;
    this.evaluation = checks.evaluation;
  }

  /**
   * Values and derivatives are those of the second evaluator, which are those of forward mode, as far as nothing has
   * overflowed; or else both are not finite.
   */
  checkNumbers(seed: number) {
    const { facts } = this;
    for (const id of facts.graph.order) {
      valuesOf(this.evaluation, id)?.forEach((value, unit) => {
        const own = facts.run.value(id)[unit] ?? 0;
        const holds =
          sameNumber(value, own, 1e-9) || !(Number.isFinite(value) || Number.isFinite(own));
        this.checks.expect(holds, `${id} is ${value}, not ${own}`);
      });
      derivativeOf(this.evaluation, id)?.forEach((value, unit) => {
        const own = facts.run.derivative(id)[unit] ?? 0;
        const isBad = !Number.isFinite(value) && !Number.isFinite(own);
        this.checks.expect(
          sameNumber(value, own, facts.slack(id)) || isBad,
          `the derivative at ${id} is ${value}, not ${own}`,
        );
      });
    }
    const [id = ""] = facts.graph.order.slice(seed % facts.graph.order.length);
    const forward = facts.run.forwardDerivative(id, 0);
    const [backward = 0] = facts.run.derivative(id);
    const mass = largest(facts.run.masses.get(id) ?? []);
    const isModerate =
      Number.isFinite(forward) && Number.isFinite(mass) && (mass === 0 || mass > 1e-250);
    if (isModerate)
      this.checks.expect(
        sameNumber(forward, backward, 1e-7 * mass),
        `forward ${forward}, back ${backward} at ${id}`,
      );
  }

  /** How many units of operations are in each state. */
  checkCounts(counts: ReadonlyMap<UnitState, number>) {
    const own = new Map<UnitState, number>();
    for (const id of this.facts.graph.order) {
      for (const [state, count] of this.facts.states(id))
        own.set(state, (own.get(state) ?? 0) + count);
    }
    this.checks.expect(
      sameCounts(counts, own),
      `counts ${JSON.stringify([...counts])}, not ${JSON.stringify([...own])}`,
    );
  }

  /** How many units of each node get what: every judged unit is counted, and what gets nothing is not said to get a share. */
  checkFlowCounts(health: Health) {
    const { facts } = this;
    const entry = facts.entry();
    this.evaluation.graph.nodes.forEach(({ id }, index) => {
      const counts = flowCounts(this.evaluation, health, index, facts.thresholds);
      if (counts === null) {
        this.checks.expect(!health.flow.nodes[index], `${id} is not counted`);
        return;
      }
      const derivatives = facts.run.derivative(id);
      const what = `${JSON.stringify([...counts])} of ${id}: ${derivatives} of ${entry}`;
      const sum = [...counts.values()].reduce((all, count) => all + count, 0);
      this.checks.expect(sum === derivatives.length, what);
      // Of what is rounded away, both say something else.
      const slack = facts.slack(id);
      if (derivatives.some((each) => each !== 0 && Math.abs(each) <= slack)) return;
      const zeros = derivatives.filter((each) => each === 0).length;
      if (counts.has("zero")) this.checks.expect(counts.get("zero") === zeros, what);
      for (const word of ["flowing", "vanishing", "exploding"] as const) {
        const shares = derivatives.map((each) => Math.abs(each) / entry);
        if (derivatives.length === 1 || shares.some((share) => isNear(share, facts))) continue;
        const own = shares.filter(
          (share, unit) => derivatives[unit] !== 0 && facts.wordBySize(share) === word,
        ).length;
        if (counts.has(word)) this.checks.expect(counts.get(word) === own, what);
      }
    });
  }

  /** Every word at a node or a wire, and every count. */
  checkWords(health: Health) {
    const { facts } = this;
    const { graph } = this.evaluation;
    const entry = facts.entry();
    const isJudged = facts.graph.objective.length > 0 && entry !== 0 && Number.isFinite(entry);
    graph.nodes.forEach(({ id }, index) => {
      const state = health.states[index] ?? null;
      const counts = facts.states(id);
      const said = new Map(
        state === null
          ? []
          : state.kind === "mixed"
            ? state.counts
            : [[state.state, facts.run.value(id).length] as const],
      );
      this.checks.expect(
        sameCounts(said, counts),
        `state of ${id} is ${JSON.stringify([...said])}, not ${JSON.stringify([...counts])}`,
      );
      const flow = health.flow.nodes[index] ?? null;
      const size = facts.size(id);
      const isComplete = facts.graph.isComplete(id);
      if (flow === null) {
        const isLeaf = facts.kind(id) === "leaf";
        const isSilent = isLeaf || facts.graph.objective.includes(id) || size === 0 || !isComplete;
        this.checks.expect(
          !isJudged || isSilent,
          `nothing is said of ${id}, where ${size} arrives`,
        );
        return;
      }
      this.checks.checkFlow(index, flow, entry);
    });
    this.checks.expect(
      sameNumber(health.flow.entry, entry, facts.slack(facts.predictions()[0] ?? "")) ||
        !(Number.isFinite(entry) || Number.isFinite(health.flow.entry)),
      `${health.flow.entry} enters, not ${entry}`,
    );
  }

  /** "Everything flows": at every unit before the prediction, at every parameter, in every state. */
  checkAllFlows() {
    const { facts } = this;
    const entry = facts.entry();
    const predictions = new Set(facts.predictions());
    for (const id of facts.graph.order) {
      for (const [state] of facts.states(id))
        this.checks.expect(state === "active", `all flows, but ${id} is ${state}`);
      if (!facts.graph.reaches(id)) {
        this.checks.expect(facts.kind(id) === "leaf", `all flows, but ${id} is cut off`);
        continue;
      }
      if (predictions.has(id) || facts.graph.objective.includes(id)) continue;
      for (const derivative of facts.run.derivative(id)) {
        if (facts.kind(id) === "leaf") {
          this.checks.expect(
            !facts.isTrainable(id) || derivative !== 0,
            `all flows, but ${id} gets 0`,
          );
        } else {
          const share = Math.abs(derivative) / entry;
          const isFair = facts.wordBySize(share) === "flowing" || isNear(share, facts);
          this.checks.expect(isFair, `all flows, but a unit of ${id} gets ${share}`);
        }
      }
    }
  }
}
