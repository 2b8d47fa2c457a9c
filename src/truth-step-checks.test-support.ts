import { type Evaluation, partialsOf, type Step, type Trace } from "@/engine";
import type { EquationLine, StepClaim } from "@/explain";
import { explainStep, lineLatex } from "@/explain/steps";
import { type Checks, sameNumber } from "./truth-checks.test-support";
import { type Facts, largest } from "./truth-facts.test-support";
import { FinitenessChecks } from "./truth-finiteness-checks.test-support";

/** Holds what the page claims of each step of a run, and the means of all partials, against the facts. */
export class StepChecks {
  readonly kinds: StepClaim["kind"][] = [];
  /** Which number of vectors and blocks is asked for. */
  private asked = { unit: 0, column: 0 };

  constructor(
    private readonly facts: Facts,
    private readonly evaluation: Evaluation,
    private readonly checks: Checks,
  ) {}

  /** Every step, of vectors at the entry that `turn` chooses. */
  checkSteps(trace: Trace, turn: number): void {
    trace.steps.forEach((step, place) => {
      this.asked = { unit: turn % 3, column: turn % 2 };
      const explained = explainStep(this.evaluation, trace, place + 1, this.asked);
      const { claims, words, title, spoken } = explained;
      for (const text of [title, words, spoken]) this.checks.checkPlain(text);
      this.checkLines(step, explained.lines);
      this.checks.expect(
        !/NaN|undefined|Infinity|null|\s\s/.test(`${title} ${words}`),
        `"${title}: ${words}" is no sentence`,
      );
      for (const claim of claims) {
        this.kinds.push(claim.kind);
        this.checkClaim(trace, step, claim);
      }
    });
  }

  /** What is printed of a number: "=" where that is all of it, and nothing is reckoned with what is no number. */
  private checkLines(step: Step, lines: readonly EquationLine[]): void {
    const { run } = this.facts;
    for (const line of lines) {
      const latex = lineLatex(line);
      const [, ...sides] = latex.split(/=|\\approx/).map((side) => side.trim());
      for (const side of sides) {
        const isReckoned = side.includes("not a number") && side !== "\\text{not a number}";
        this.checks.expect(!isReckoned, `step ${step.number} reckons with no number: ${latex}`);
      }
    }
    if (step.part === "partials" && step.owned.kind !== "parameter") return;
    const numbers = step.part === "forward" ? run.value(step.node) : run.derivative(step.node);
    const value = numbers[Math.min(this.asked.unit, numbers.length - 1)] ?? Number.NaN;
    const result = lines.find(({ kind }) => kind === "result");
    const [, relation, printed] =
      /(=|\\approx) (-?[\d.]+)$/.exec(result ? lineLatex(result) : "") ?? [];
    if (relation !== "=" || printed === undefined) return;
    const isWhole = sameNumber(Number(printed), value, this.facts.slack(step.node));
    this.checks.expect(isWhole, `step ${step.number} says = ${printed} of ${value}`);
  }

  /** The means over the training rows, and that a sample's partial is not one of them. */
  checkMeans(): void {
    for (const { id, op } of this.facts.graph.nodes) {
      const partials = partialsOf(this.evaluation, id);
      if (!partials) continue;
      const name = `∂L of ${id}`;
      const { training, graph } = this.facts;
      const meanOf = (read: (run: Facts["run"]) => number) =>
        training.reduce((sum, run) => sum + read(run), 0) / training.length;
      const scale = largest(training.map((run) => largest(run.masses.get(id) ?? [])));
      const own = partials.kind === "parameter" ? partials.value : partials.beta;
      own.forEach((mean, unit) => {
        const fact = meanOf((run) => run.derivative(id)[unit] ?? 0);
        this.expectMean(mean, fact, scale, `${name} ${op} ${unit}`);
      });
      if (partials.kind !== "linear") continue;
      partials.omega.forEach((block, port) => {
        const source = graph.sourceOf(graph.into.get(id)?.[port] ?? -1);
        block.forEach((row, unit) => {
          row.forEach((mean, column) => {
            const read = (run: Facts["run"]) =>
              graph.reaches(id)
                ? (run.derivative(id)[unit] ?? 0) * (run.value(source)[column] ?? 0)
                : 0;
            const most = largest(training.map((run) => run.value(source)[column] ?? 0));
            this.expectMean(mean, meanOf(read), scale * most, `${name} ω${port} ${unit} ${column}`);
          });
        });
      });
    }
  }

  private expectMean(mean: number, fact: number, scale: number, what: string): void {
    const isBad = !Number.isFinite(mean) && !Number.isFinite(fact);
    const slack = Number.isFinite(scale) ? 1e-9 * scale : 0;
    this.checks.expect(sameNumber(mean, fact, slack) || isBad, `${what} is ${mean}, not ${fact}`);
  }

  private checkClaim(trace: Trace, step: Step, claim: StepClaim) {
    const { facts, checks } = this;
    const { graph, run } = facts;
    const what = `step ${step.number} ${JSON.stringify(claim)}`;
    const derivative = run.derivative(step.node);
    switch (claim.kind) {
      case "computed": {
        const sources = new Set(
          (graph.into.get(claim.node) ?? []).map((wire) => graph.sourceOf(wire)),
        );
        checks.expect(
          claim.from.length === sources.size && claim.from.every((id) => sources.has(id)),
          what,
        );
        checks.expect(claim.isNeeded === graph.reaches(claim.node), what);
        const [only, ...others] = graph.objective;
        return checks.expect(
          claim.isObjective === (only === claim.node && others.length === 0),
          what,
        );
      }
      case "seed":
        checks.expect(claim.isPart === graph.objective.length > 1, what);
        return checks.expect(graph.objective.includes(claim.node), what);
      case "fan-out": {
        const carrying = graph.carrying(claim.node);
        checks.expect(carrying.length === claim.wires.length && carrying.length > 1, what);
        return derivative.forEach((whole, unit) => {
          const sum = claim.wires.reduce(
            (all, wire) => all + (run.contributions[wire]?.[unit] ?? Number.NaN),
            0,
          );
          const isBad = !Number.isFinite(sum) && !Number.isFinite(whole);
          checks.expect(
            sameNumber(sum, whole, facts.slack(claim.node)) || isBad,
            `${what}: ${sum}`,
          );
        });
      }
      case "given":
        return checks.expect(
          facts.kind(claim.node) === "leaf" && !facts.isTrainable(claim.node),
          what,
        );
      case "direct": {
        const [only, ...others] = graph.objective;
        checks.expect(graph.targetOf(claim.wire) === only && others.length === 0, what);
        return checks.expect(graph.carrying(claim.node).length === 1, what);
      }
      case "chain": {
        const target = graph.targetOf(claim.wire);
        checks.expect(graph.carrying(step.node).join() === String(claim.wire), what);
        checks.expect(claim.isWeight === (facts.kind(target) === "linear"), what);
        if (claim.isWeight) this.checkWeights(claim.wire, what);
        return this.checkStored(trace, target, claim.upstream, what);
      }
      case "zero-local": {
        const locals = (run.locals[claim.wire] ?? []).flat();
        return checks.expect(locals.includes(0), what);
      }
      case "kink": {
        const target = graph.targetOf(claim.wire);
        const counts = facts.states(target);
        checks.expect(counts.has("kink") && claim.isSome === counts.size > 1, what);
        const locals = (run.locals[claim.wire] ?? []).flat();
        // A convention stands for a number; ∞ is the slope itself.
        checks.expect(claim.local === null || Number.isFinite(claim.local), what);
        return checks.expect(
          claim.local === null || locals.some((local) => sameNumber(local, claim.local ?? 0)),
          what,
        );
      }
      case "beta":
        checks.expect(facts.kind(claim.node) === "linear", what);
        return this.checkStored(trace, claim.node, claim.upstream, what);
      case "omega": {
        const wire = graph.into.get(claim.node)?.[claim.port] ?? -1;
        checks.expect(graph.sourceOf(wire) === claim.input, what);
        checks.expect(claim.isGiven === (facts.kind(claim.input) === "leaf"), what);
        return this.checkStored(trace, claim.node, claim.upstream, what);
      }
      case "block": {
        const wire = graph.into.get(claim.node)?.[claim.port] ?? -1;
        const columns = run.value(graph.sourceOf(wire)).length;
        return checks.expect(
          claim.rows === run.value(claim.node).length &&
            claim.columns === columns &&
            claim.row === Math.min(this.asked.unit, claim.rows - 1) &&
            claim.column === Math.min(this.asked.column, columns - 1),
          what,
        );
      }
      case "units":
        checks.expect(claim.shown === Math.min(this.asked.unit, claim.units - 1), what);
        return checks.expect(claim.units === run.value(claim.node).length && claim.units > 1, what);
      case "sample":
        return checks.expect(claim.sample === run.row, what);
      case "mean":
        return checks.expect(claim.rows === facts.training.length, what);
      case "not-finite":
        checks.expect(!Number.isFinite(claim.value), what);
        if (claim.name.kind === "value") {
          checks.expect(!Number.isFinite(largest(run.value(claim.name.node))), what);
        }
        if (claim.name.kind === "derivative") {
          checks.expect(!Number.isFinite(facts.size(claim.name.node)), what);
        }
        if (claim.source && claim.source.sample !== null) {
          const at = facts.runs[claim.source.sample];
          if (at === run) new FinitenessChecks(checks).checkSource(claim.source, what);
        }
        return checks.expect(
          claim.source !== null || claim.name.kind === "mean",
          `${what}: no cause`,
        );
    }
  }

  /** A linear node's local derivatives are its weights. */
  private checkWeights(wire: number, what: string): void {
    const { graph, run } = this.facts;
    const own = graph.document.numbers.get(graph.targetOf(wire));
    const port = graph.document.graph.wires[wire]?.port ?? 0;
    const weights = own?.kind === "linear" ? (own.omega[port] ?? []).flat() : [];
    const locals = (run.locals[wire] ?? []).flat();
    this.checks.expect(
      weights.length === locals.length &&
        weights.every((weight, place) => sameNumber(weight, locals[place] ?? Number.NaN)),
      what,
    );
  }

  /** The upstream gradient is the seed, or the step of that number has computed it before. */
  private checkStored(
    trace: Trace,
    node: string,
    stored: Extract<StepClaim, { kind: "beta" }>["upstream"],
    what: string,
  ): void {
    const { graph } = this.facts;
    if (stored.kind === "one") {
      this.checks.expect(graph.objective.includes(node), what);
      return;
    }
    const found = trace.steps.find(({ number, optional }) => number === stored.number && !optional);
    this.checks.expect(found?.node === node && found.part === "backward", what);
  }
}
