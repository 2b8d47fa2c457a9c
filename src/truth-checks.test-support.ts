import {
  derivativeOf,
  type Evaluation,
  type Factor,
  type Health,
  type NonFinite,
  type UnitState,
  valuesOf,
} from "@/engine";
import { flowCounts, type HealthClaim } from "@/explain";
import type { NodeId } from "@/graph";
import { type Facts, largest } from "./truth-facts.test-support";

/** Holds what the page claims of a graph at a row against the facts; what is false is listed by sentence. */
export class Checks {
  readonly wrong: string[] = [];
  count = 0;

  constructor(
    private readonly facts: Facts,
    private readonly evaluation: Evaluation,
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
        this.expect(holds, `${id} is ${value}, not ${own}`);
      });
      derivativeOf(this.evaluation, id)?.forEach((value, unit) => {
        const own = facts.run.derivative(id)[unit] ?? 0;
        const isBad = !Number.isFinite(value) && !Number.isFinite(own);
        this.expect(
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
      this.expect(
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
    this.expect(
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
        this.expect(!health.flow.nodes[index], `${id} is not counted`);
        return;
      }
      const derivatives = facts.run.derivative(id);
      const what = `${JSON.stringify([...counts])} of ${id}: ${derivatives} of ${entry}`;
      const sum = [...counts.values()].reduce((all, count) => all + count, 0);
      this.expect(sum === derivatives.length, what);
      // Of what is rounded away, both say something else.
      const slack = facts.slack(id);
      if (derivatives.some((each) => each !== 0 && Math.abs(each) <= slack)) return;
      const zeros = derivatives.filter((each) => each === 0).length;
      if (counts.has("zero")) this.expect(counts.get("zero") === zeros, what);
      for (const word of ["flowing", "vanishing", "exploding"] as const) {
        const shares = derivatives.map((each) => Math.abs(each) / entry);
        if (derivatives.length === 1 || shares.some((share) => isNear(share, facts))) continue;
        const own = shares.filter(
          (share, unit) => derivatives[unit] !== 0 && facts.wordBySize(share) === word,
        ).length;
        if (counts.has(word)) this.expect(counts.get(word) === own, what);
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
      this.expect(
        sameCounts(said, counts),
        `state of ${id} is ${JSON.stringify([...said])}, not ${JSON.stringify([...counts])}`,
      );
      const flow = health.flow.nodes[index] ?? null;
      const size = facts.size(id);
      const isComplete = facts.graph.isComplete(id);
      if (flow === null) {
        const isLeaf = facts.kind(id) === "leaf";
        const isSilent = isLeaf || facts.graph.objective.includes(id) || size === 0 || !isComplete;
        this.expect(!isJudged || isSilent, `nothing is said of ${id}, where ${size} arrives`);
        return;
      }
      this.checkFlow(index, flow, entry);
    });
    this.expect(
      sameNumber(health.flow.entry, entry, facts.slack(facts.predictions()[0] ?? "")) ||
        !(Number.isFinite(entry) || Number.isFinite(health.flow.entry)),
      `${health.flow.entry} enters, not ${entry}`,
    );
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

  /** Is what the units of the target of a wire send back along it next to nothing of the terms that it is summed from? */
  private termsCancel(wire: number): boolean {
    const { run, graph } = this.facts;
    const upstream = run.derivative(graph.targetOf(wire));
    const terms = (run.locals[wire] ?? []).flatMap((row, unit) =>
      row.map((local) => local * (upstream[unit] ?? 0)),
    );
    const most = largest(terms);
    return most > 0 && this.facts.carried(wire) <= 1e-11 * most;
  }

  /** What stands at a node says of no node that it is in a state that only some of its units are in. */
  checkFlag(flag: string, claims: readonly HealthClaim[]) {
    const [, word] = / is (inactive|dead)$/.exec(flag) ?? [];
    if (word === undefined) return;
    for (const claim of claims) {
      if (claim.kind !== "inactive") continue;
      const states = this.facts.states(this.facts.graph.targetOf(claim.wire));
      const isAll = states.size === 1 && [...states.keys()][0] === word;
      this.expect(isAll, `"${flag}" of ${JSON.stringify([...states])}`);
    }
  }

  checkClaim(claim: HealthClaim) {
    const { facts } = this;
    const what = `${claim.kind} ${JSON.stringify(claim, shorten)}`;
    switch (claim.kind) {
      case "no-objective":
        return this.expect(facts.graph.objective.length === 0, what);
      case "minimum":
        return this.checkMinimum(claim, what);
      case "cut-off":
        for (const index of claim.nodes) this.checkFlow(index, "cut-off");
        return;
      case "state": {
        const id = this.id(claim.node);
        const units = facts.run.value(id).length;
        this.expect(facts.states(id).get(claim.state) === units, what);
        for (const { wire, local, at } of claim.locals) {
          const [value = Number.NaN] = facts.run.value(facts.graph.sourceOf(wire));
          this.expect(sameNumber(at, value), `${what}: the input is ${value}`);
          const [[own = Number.NaN] = []] = facts.run.locals[wire] ?? [];
          this.expect(sameNumber(local, own), `${what}: the local derivative is ${own}`);
          this.expect(Number.isFinite(own), `${what}: what is not finite is no state of its own`);
        }
        return;
      }
      case "mixed-states": {
        const id = this.id(claim.node);
        this.expect(sameCounts(claim.counts, facts.states(id)), what);
        return this.expect(claim.units === facts.run.value(id).length, what);
      }
      case "starved-units":
        return this.checkStarved(claim, what);
      case "flow":
        for (const index of claim.nodes) this.checkFlow(index, claim.flow);
        return;
      case "share": {
        const from = facts.size(this.id(claim.from));
        const share = facts.size(this.id(claim.node)) / from;
        this.expect(sameNumber(from, facts.entry()), `${what}: measured from ${from}`);
        this.expect(
          sameNumber(claim.share, share, facts.slack(this.id(claim.node)) / from),
          `${what}: ${share}`,
        );
        return this.expect(facts.wordBySize(share) === claim.flow || isNear(share, facts), what);
      }
      case "underflows-from":
      case "underflow":
        return this.expect(this.underflows(this.id(claim.node)), what);
      case "revival":
        return this.checkRevival(claim.factor, what);
      case "not-finite":
        return this.checkSource(claim.source, what);
      case "spoils":
        for (const index of claim.values) {
          this.expect(!Number.isFinite(largest(facts.run.value(this.id(index)))), `${what} value`);
        }
        for (const index of claim.derivatives) {
          this.expect(!Number.isFinite(facts.size(this.id(index))), `${what} derivative`);
        }
        return;
      case "sample":
        return this.expect(claim.sample === facts.run.row, what);
      case "contributions-cancel": {
        const sum = claim.contributions.reduce((all, { value }) => all + value, 0);
        const most = largest(claim.contributions.map(({ value }) => value));
        this.expect(most > 0 && Math.abs(sum) <= 1e-11 * most, what);
        for (const { wire, value } of claim.contributions) {
          const own = facts.run.contributions[wire] ?? [];
          this.expect(
            own.some((each) => sameNumber(each, value, 1e-9 * most)),
            `${what}: ${own}`,
          );
          this.expect(facts.graph.sourceOf(wire) === this.id(claim.node), what);
        }
        return;
      }
      case "units-cancel":
        this.expect(facts.graph.sourceOf(claim.wire) === this.id(claim.node), what);
        return this.expect(this.termsCancel(claim.wire), what);
      case "all-ways-blocked":
        return this.expect(facts.isBlocked(this.id(claim.node)), what);
      case "zero-weight": {
        const own = this.evaluation.numbers.get(facts.graph.targetOf(claim.wire));
        const { port = 0 } = this.evaluation.graph.wires[claim.wire] ?? {};
        const rows = own?.kind === "linear" ? (own.omega[port] ?? []) : [[Number.NaN]];
        const upstream = facts.run.derivative(facts.graph.targetOf(claim.wire));
        const used = rows.filter((_, unit) => claim.entries !== "used" || upstream[unit] !== 0);
        this.expect(
          used.flat().every((weight) => weight === 0),
          what,
        );
        return this.expect(facts.carried(claim.wire) === 0, what);
      }
      case "inactive": {
        const word = claim.state.kind === "uniform" ? claim.state.state : null;
        const target = facts.graph.targetOf(claim.wire);
        const isMixed = claim.state.kind === "mixed";
        facts.run.derivative(target).forEach((upstream, unit) => {
          if (isMixed && upstream === 0) return;
          const state = facts.state(target, unit);
          const isSo = isMixed ? state === "inactive" || state === "dead" : state === word;
          this.expect(isSo, `${what}: unit ${unit} is ${state}`);
        });
        return this.expect(facts.carried(claim.wire) === 0, what);
      }
      case "zero-local": {
        const upstream = facts.run.derivative(facts.graph.targetOf(claim.wire));
        const locals = facts.run.locals[claim.wire] ?? [];
        const used = locals.filter((_, unit) => claim.entries === "all" || upstream[unit] !== 0);
        this.expect(
          used.flat().every((local) => local === 0),
          what,
        );
        return this.expect(facts.carried(claim.wire) === 0, what);
      }
      case "one-factor": {
        this.checkChain(claim.factors, what);
        const logs = claim.factors.map(({ value }) => {
          const log = Math.log10(Math.abs(value));
          return Math.max(0, claim.flow === "vanishing" ? -log : log);
        });
        const own = logs[claim.factors.indexOf(claim.factor)] ?? 0;
        const total = logs.reduce((sum, each) => sum + each, 0);
        return this.expect(own > total / 2 || own === Number.POSITIVE_INFINITY, what);
      }
      case "product": {
        this.checkChain(claim.factors, what, claim.others === 0);
        const sizes = claim.factors.map(({ value }) => Math.abs(value));
        const holds = sizes.every((size) =>
          claim.flow === "vanishing"
            ? size < 1 && size <= claim.bound
            : size > 1 && size >= claim.bound,
        );
        this.expect(holds && sizes.length > 1, what);
        return this.expect(
          sameNumber(
            sizes.reduce((all, size) => all * size, 1),
            claim.product,
          ),
          what,
        );
      }
    }
  }

  /** The predictions are where ℓᵢ, or each of the losses, does not fall, and nothing arrives before them. */
  private checkMinimum(
    { predictions, losses, allZero, isConvex }: Extract<HealthClaim, { kind: "minimum" }>,
    what: string,
  ) {
    const { facts } = this;
    const ids = predictions.map((index) => this.id(index));
    for (const id of ids) this.expect(facts.size(id) <= facts.slack(id), what);
    if (allZero) {
      for (const id of this.before(ids)) {
        this.expect(facts.size(id) <= facts.slack(id), `${what} before ${id}`);
      }
    }
    if (!isConvex) return;
    const wanted =
      losses ??
      facts.graph.objective.map((id) => this.evaluation.plan.topology.indexOf.get(id) ?? -1);
    const lossesWith = (held: ReadonlyMap<NodeId, readonly number[]>) =>
      facts.run.valuesWith(
        held,
        wanted.map((index) => this.id(index)),
      );
    const here = lossesWith(new Map());
    for (const [turn, step] of [0.5, -0.5, 1e-2, -1e-2].entries()) {
      const moved = new Map(
        ids.map((id, place) => [
          id,
          facts.run
            .value(id)
            .map((value, unit) => value + step * Math.cos(turn + 2 * unit + place)),
        ]),
      );
      const there = lossesWith(moved);
      this.expect(
        there >= here - 1e-9 * Math.max(1, Math.abs(here)),
        `${what}: ${there} < ${here}`,
      );
    }
  }

  /** All that a set of nodes is computed from. */
  private before(ids: readonly NodeId[]): ReadonlySet<NodeId> {
    const found = new Set(ids);
    for (const id of found) {
      for (const wire of this.facts.graph.into.get(id) ?? []) {
        if (wire >= 0) found.add(this.facts.graph.sourceOf(wire));
      }
    }
    return found;
  }

  private checkStarved(claim: Extract<HealthClaim, { kind: "starved-units" }>, what: string) {
    const { facts } = this;
    const id = this.id(claim.node);
    const sizes = facts.run.derivative(id).map(Math.abs);
    const bar = claim.judgesSize ? facts.thresholds.vanishing * facts.entry() : 0;
    const zero = sizes.filter((size) => size === 0).length;
    const starved = sizes.filter((size) => size === 0 || size <= bar).length;
    this.expect(claim.zero === zero && claim.starved === starved, `${what}: ${sizes}`);
    this.expect(claim.units === sizes.length && starved < sizes.length, what);
    if (claim.judgesSize) this.checkFlow(claim.node, "flowing");
  }

  /** Do factors, each that of its wire, follow one another from the prediction back? */
  private checkChain(factors: readonly Factor[], what: string, isWhole = true) {
    const { facts } = this;
    for (const [place, { wire, value, exact }] of factors.entries()) {
      const next = factors[place + 1];
      if (isWhole && next) {
        this.expect(
          facts.graph.sourceOf(wire) === facts.graph.targetOf(next.wire),
          `${what}: no chain`,
        );
      }
      const [[local = Number.NaN] = []] = facts.run.locals[wire] ?? [];
      const upstream = facts.size(facts.graph.targetOf(wire));
      const carried = facts.carried(wire);
      if (exact) this.expect(sameNumber(value, local), `${what}: ${local} along ${wire}`);
      if (exact || upstream === 0 || carried === 0) continue;
      const slack = facts.slack(facts.graph.sourceOf(wire)) / upstream;
      this.expect(sameNumber(value, carried / upstream, slack), `${what}: ${carried / upstream}`);
    }
  }

  private checkRevival(factor: Factor, what: string) {
    const { facts } = this;
    const entry = facts.entry();
    this.expect(Math.abs(factor.value) > 1, what);
    this.expect(
      facts.size(facts.graph.targetOf(factor.wire)) / entry <=
        facts.thresholds.vanishing * 1.000001,
      what,
    );
    this.expect(facts.carried(factor.wire) / entry >= facts.thresholds.vanishing * 0.999999, what);
  }

  /** A way of factors that are not 0 leads on, and yet 0 arrives, and no sum is to blame. */
  private underflows(id: NodeId): boolean {
    return this.facts.size(id) === 0 && this.facts.isConnected(id);
  }

  /** A source: not finite, though all that it is computed from is. */
  private checkSource(source: NonFinite, what: string) {
    const run = source.sample === null ? null : this.facts.runs[source.sample];
    const id = this.id(source.node);
    if (!run) return this.checkMean(source, what);
    if (source.pass === "forward") return this.checkForwardSource(source, run, what);
    if (source.partial) {
      const upstream = largest(run.derivative(id));
      const input = largest(run.value(this.facts.graph.sourceOf(source.wire ?? -1)));
      this.expect(Number.isFinite(upstream) && Number.isFinite(input), what);
      return this.expect(!Number.isFinite(upstream * input), what);
    }
    this.expect(!Number.isFinite(largest(run.derivative(id))), what);
    if (source.wire === null) {
      const finite = this.facts.graph
        .carrying(id)
        .every((wire) => Number.isFinite(largest(run.contributions[wire] ?? [])));
      return this.expect(finite, what);
    }
    const contribution = run.contributions[source.wire] ?? [];
    this.expect(this.facts.graph.sourceOf(source.wire) === id, what);
    this.expect(!Number.isFinite(largest(contribution)), what);
    const target = this.facts.graph.targetOf(source.wire);
    const locals = (run.locals[source.wire] ?? []).flat();
    const upstream = run.derivative(target);
    const hasInfinite = !Number.isFinite(largest(locals));
    switch (source.cause) {
      case "overflow":
        return this.expect(locals.some(Number.isFinite) && upstream.some(Number.isFinite), what);
      case "zero-times-infinity":
        return this.expect(hasInfinite && upstream.some((value) => value === 0), what);
      case "infinite-local":
        return this.expect(hasInfinite && this.facts.slopeIsInfinite(target), what);
      case "local-overflow":
        return this.expect(hasInfinite && !this.facts.slopeIsInfinite(target), what);
      default:
        return this.expect(false, what);
    }
  }

  private checkForwardSource(source: NonFinite, run: Facts["run"], what: string) {
    const id = this.id(source.node);
    const values = run.value(id);
    this.expect(
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
    this.expect(isSource, `${what}: computed from ${inputs.join(" and ")}`);
    const { result } = source;
    switch (source.cause) {
      case "outside-domain":
        return this.expect(Number.isNaN(result), what);
      case "domain-edge":
        return this.expect(this.facts.isPole(id, source.inputs), what);
      case "overflow":
        return this.expect(!this.facts.isPole(id, source.inputs), what);
      default:
        return this.expect(false, what);
    }
  }

  /** Every row is finite, and their sum is not. */
  private checkMean(source: NonFinite, what: string) {
    const id = this.id(source.node);
    const partials = this.facts.training.map((run) => {
      const upstream = run.derivative(id);
      if (source.partial?.kind !== "omega") return upstream;
      const input = run.value(this.facts.graph.sourceOf(source.wire ?? -1));
      return upstream.flatMap((up) => input.map((value) => up * value));
    });
    this.expect(
      partials.every((each) => Number.isFinite(largest(each))),
      what,
    );
    const sums = (partials[0] ?? []).map((_, place) =>
      partials.reduce((sum, each) => sum + (each[place] ?? 0), 0),
    );
    this.expect(!Number.isFinite(largest(sums)), what);
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
      this.expect(
        isBad === values.has(index),
        `the value of ${id} ${isBad ? "is not" : "is"} finite`,
      );
      if (facts.graph.objective.length === 0) return;
      const isBadBack = !Number.isFinite(facts.size(id));
      this.expect(
        isBadBack === derivatives.has(index),
        `the derivative at ${id} ${isBadBack ? "is not" : "is"} finite`,
      );
    });
  }

  /** "Everything flows": at every unit before the prediction, at every parameter, in every state. */
  checkAllFlows() {
    const { facts } = this;
    const entry = facts.entry();
    const predictions = new Set(facts.predictions());
    for (const id of facts.graph.order) {
      for (const [state] of facts.states(id))
        this.expect(state === "active", `all flows, but ${id} is ${state}`);
      if (!facts.graph.reaches(id)) {
        this.expect(facts.kind(id) === "leaf", `all flows, but ${id} is cut off`);
        continue;
      }
      if (predictions.has(id) || facts.graph.objective.includes(id)) continue;
      for (const derivative of facts.run.derivative(id)) {
        if (facts.kind(id) === "leaf") {
          this.expect(!facts.isTrainable(id) || derivative !== 0, `all flows, but ${id} gets 0`);
        } else {
          const share = Math.abs(derivative) / entry;
          const isFair = facts.wordBySize(share) === "flowing" || isNear(share, facts);
          this.expect(isFair, `all flows, but a unit of ${id} gets ${share}`);
        }
      }
    }
  }
}

function isNear(share: number, { thresholds }: Facts): boolean {
  return [thresholds.vanishing, thresholds.exploding].some(
    (bar) => Math.abs(share - bar) <= 1e-6 * bar,
  );
}

function sameCounts<Word>(
  one: ReadonlyMap<Word, number>,
  other: ReadonlyMap<Word, number>,
): boolean {
  return one.size === other.size && [...one].every(([word, count]) => other.get(word) === count);
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

/** Getters and long lists do not belong into a message. */
function shorten(_: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return Array.isArray(value) && value.length > 12 ? `${value.length} entries` : value;
}
