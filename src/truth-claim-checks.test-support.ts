import type { Evaluation, Factor } from "@/engine";
import type { HealthClaim } from "@/explain";
import type { NodeId } from "@/graph";
import { type Checks, isNear, sameCounts, sameNumber } from "./truth-checks.test-support";
import { type Facts, largest } from "./truth-facts.test-support";
import { FinitenessChecks } from "./truth-finiteness-checks.test-support";

/** Holds the claims of findings against the facts. */
export class ClaimChecks {
  private readonly facts: Facts;
  private readonly evaluation: Evaluation;
  private readonly finiteness: FinitenessChecks;

  constructor(private readonly checks: Checks) {
    this.facts = checks.facts;
    this.evaluation = checks.evaluation;
    this.finiteness = new FinitenessChecks(checks);
  }

  /** What stands at a node says of no node that it is in a state that only some of its units are in. */
  checkFlag(flag: string, claims: readonly HealthClaim[]) {
    const [, word] = / is (inactive|dead)$/.exec(flag) ?? [];
    if (word === undefined) return;
    for (const claim of claims) {
      if (claim.kind !== "inactive") continue;
      const states = this.facts.states(this.facts.graph.targetOf(claim.wire));
      const isAll = states.size === 1 && [...states.keys()][0] === word;
      this.checks.expect(isAll, `"${flag}" of ${JSON.stringify([...states])}`);
    }
  }

  checkClaim(claim: HealthClaim) {
    const { facts } = this;
    const what = `${claim.kind} ${JSON.stringify(claim, shorten)}`;
    switch (claim.kind) {
      case "no-objective":
        return this.checks.expect(facts.graph.objective.length === 0, what);
      case "minimum":
        return this.checkMinimum(claim, what);
      case "cut-off":
        for (const index of claim.nodes) this.checks.checkFlow(index, "cut-off");
        return;
      case "state": {
        const id = this.checks.id(claim.node);
        const units = facts.run.value(id).length;
        this.checks.expect(facts.states(id).get(claim.state) === units, what);
        for (const { wire, local, at } of claim.locals) {
          const [value = Number.NaN] = facts.run.value(facts.graph.sourceOf(wire));
          this.checks.expect(sameNumber(at, value), `${what}: the input is ${value}`);
          const [[own = Number.NaN] = []] = facts.run.locals[wire] ?? [];
          this.checks.expect(sameNumber(local, own), `${what}: the local derivative is ${own}`);
          this.checks.expect(
            Number.isFinite(own),
            `${what}: what is not finite is no state of its own`,
          );
        }
        return;
      }
      case "mixed-states": {
        const id = this.checks.id(claim.node);
        this.checks.expect(sameCounts(claim.counts, facts.states(id)), what);
        return this.checks.expect(claim.units === facts.run.value(id).length, what);
      }
      case "starved-units":
        return this.checkStarved(claim, what);
      case "flow":
        for (const index of claim.nodes) this.checks.checkFlow(index, claim.flow);
        return;
      case "share": {
        const from = facts.size(this.checks.id(claim.from));
        const share = facts.size(this.checks.id(claim.node)) / from;
        this.checks.expect(sameNumber(from, facts.entry()), `${what}: measured from ${from}`);
        this.checks.expect(
          sameNumber(claim.share, share, facts.slack(this.checks.id(claim.node)) / from),
          `${what}: ${share}`,
        );
        return this.checks.expect(
          facts.wordBySize(share) === claim.flow || isNear(share, facts),
          what,
        );
      }
      case "underflows-from":
      case "underflow":
        return this.checks.expect(this.underflows(this.checks.id(claim.node)), what);
      case "revival":
        return this.checkRevival(claim.factor, what);
      case "not-finite":
        return this.finiteness.checkSource(claim.source, what);
      case "spoils":
        for (const index of claim.values) {
          this.checks.expect(
            !Number.isFinite(largest(facts.run.value(this.checks.id(index)))),
            `${what} value`,
          );
        }
        for (const index of claim.derivatives) {
          this.checks.expect(
            !Number.isFinite(facts.size(this.checks.id(index))),
            `${what} derivative`,
          );
        }
        return;
      case "sample":
        return this.checks.expect(claim.sample === facts.run.row, what);
      case "contributions-cancel": {
        const sum = claim.contributions.reduce((all, { value }) => all + value, 0);
        const most = largest(claim.contributions.map(({ value }) => value));
        this.checks.expect(most > 0 && Math.abs(sum) <= 1e-11 * most, what);
        for (const { wire, value } of claim.contributions) {
          const own = facts.run.contributions[wire] ?? [];
          this.checks.expect(
            own.some((each) => sameNumber(each, value, 1e-9 * most)),
            `${what}: ${own}`,
          );
          this.checks.expect(facts.graph.sourceOf(wire) === this.checks.id(claim.node), what);
        }
        return;
      }
      case "units-cancel":
        this.checks.expect(facts.graph.sourceOf(claim.wire) === this.checks.id(claim.node), what);
        return this.checks.expect(this.termsCancel(claim.wire), what);
      case "all-ways-blocked":
        return this.checks.expect(facts.isBlocked(this.checks.id(claim.node)), what);
      case "zero-weight": {
        const own = this.evaluation.numbers.get(facts.graph.targetOf(claim.wire));
        const { port = 0 } = this.evaluation.graph.wires[claim.wire] ?? {};
        const rows = own?.kind === "linear" ? (own.omega[port] ?? []) : [[Number.NaN]];
        const upstream = facts.run.derivative(facts.graph.targetOf(claim.wire));
        const used = rows.filter((_, unit) => claim.entries !== "used" || upstream[unit] !== 0);
        this.checks.expect(
          used.flat().every((weight) => weight === 0),
          what,
        );
        return this.checks.expect(facts.carried(claim.wire) === 0, what);
      }
      case "inactive": {
        const word = claim.state.kind === "uniform" ? claim.state.state : null;
        const target = facts.graph.targetOf(claim.wire);
        const isMixed = claim.state.kind === "mixed";
        facts.run.derivative(target).forEach((upstream, unit) => {
          if (isMixed && upstream === 0) return;
          const state = facts.state(target, unit);
          const isSo = isMixed ? state === "inactive" || state === "dead" : state === word;
          this.checks.expect(isSo, `${what}: unit ${unit} is ${state}`);
        });
        return this.checks.expect(facts.carried(claim.wire) === 0, what);
      }
      case "zero-local": {
        const upstream = facts.run.derivative(facts.graph.targetOf(claim.wire));
        const locals = facts.run.locals[claim.wire] ?? [];
        const used = locals.filter((_, unit) => claim.entries === "all" || upstream[unit] !== 0);
        this.checks.expect(
          used.flat().every((local) => local === 0),
          what,
        );
        return this.checks.expect(facts.carried(claim.wire) === 0, what);
      }
      case "one-factor": {
        this.checkChain(claim.factors, what);
        const logs = claim.factors.map(({ value }) => {
          const log = Math.log10(Math.abs(value));
          return Math.max(0, claim.flow === "vanishing" ? -log : log);
        });
        const own = logs[claim.factors.indexOf(claim.factor)] ?? 0;
        const total = logs.reduce((sum, each) => sum + each, 0);
        return this.checks.expect(own > total / 2 || own === Number.POSITIVE_INFINITY, what);
      }
      case "product": {
        this.checkChain(claim.factors, what, claim.others === 0);
        const sizes = claim.factors.map(({ value }) => Math.abs(value));
        const holds = sizes.every((size) =>
          claim.flow === "vanishing"
            ? size < 1 && size <= claim.bound
            : size > 1 && size >= claim.bound,
        );
        this.checks.expect(holds && sizes.length > 1, what);
        return this.checks.expect(
          sameNumber(
            sizes.reduce((all, size) => all * size, 1),
            claim.product,
          ),
          what,
        );
      }
    }
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

  /** The predictions are where ℓᵢ, or each of the losses, does not fall, and nothing arrives before them. */
  private checkMinimum(
    { predictions, losses, allZero, isConvex }: Extract<HealthClaim, { kind: "minimum" }>,
    what: string,
  ) {
    const { facts } = this;
    const ids = predictions.map((index) => this.checks.id(index));
    for (const id of ids) this.checks.expect(facts.size(id) <= facts.slack(id), what);
    if (allZero) {
      for (const id of this.before(ids)) {
        this.checks.expect(facts.size(id) <= facts.slack(id), `${what} before ${id}`);
      }
    }
    if (!isConvex) return;
    const wanted =
      losses ??
      facts.graph.objective.map((id) => this.evaluation.plan.topology.indexOf.get(id) ?? -1);
    const lossesWith = (held: ReadonlyMap<NodeId, readonly number[]>) =>
      facts.run.valuesWith(
        held,
        wanted.map((index) => this.checks.id(index)),
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
      this.checks.expect(
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
    const id = this.checks.id(claim.node);
    const sizes = facts.run.derivative(id).map(Math.abs);
    const bar = claim.judgesSize ? facts.thresholds.vanishing * facts.entry() : 0;
    const zero = sizes.filter((size) => size === 0).length;
    const starved = sizes.filter((size) => size === 0 || size <= bar).length;
    this.checks.expect(claim.zero === zero && claim.starved === starved, `${what}: ${sizes}`);
    this.checks.expect(claim.units === sizes.length && starved < sizes.length, what);
    if (claim.judgesSize) this.checks.checkFlow(claim.node, "flowing");
  }

  /** Do factors, each that of its wire, follow one another from the prediction back? */
  private checkChain(factors: readonly Factor[], what: string, isWhole = true) {
    const { facts } = this;
    for (const [place, { wire, value, exact }] of factors.entries()) {
      const next = factors[place + 1];
      if (isWhole && next) {
        this.checks.expect(
          facts.graph.sourceOf(wire) === facts.graph.targetOf(next.wire),
          `${what}: no chain`,
        );
      }
      const [[local = Number.NaN] = []] = facts.run.locals[wire] ?? [];
      const upstream = facts.size(facts.graph.targetOf(wire));
      const carried = facts.carried(wire);
      if (exact) this.checks.expect(sameNumber(value, local), `${what}: ${local} along ${wire}`);
      if (exact || upstream === 0 || carried === 0) continue;
      const slack = facts.slack(facts.graph.sourceOf(wire)) / upstream;
      this.checks.expect(
        sameNumber(value, carried / upstream, slack),
        `${what}: ${carried / upstream}`,
      );
    }
  }

  private checkRevival(factor: Factor, what: string) {
    const { facts } = this;
    const entry = facts.entry();
    this.checks.expect(Math.abs(factor.value) > 1, what);
    this.checks.expect(
      facts.size(facts.graph.targetOf(factor.wire)) / entry <=
        facts.thresholds.vanishing * 1.000001,
      what,
    );
    this.checks.expect(
      facts.carried(factor.wire) / entry >= facts.thresholds.vanishing * 0.999999,
      what,
    );
  }

  /** A way of factors that are not 0 leads on, and yet 0 arrives, and no sum is to blame. */
  private underflows(id: NodeId): boolean {
    return this.facts.size(id) === 0 && this.facts.isConnected(id);
  }
}

/** Getters and long lists do not belong into a message. */
function shorten(_: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return Array.isArray(value) && value.length > 12 ? `${value.length} entries` : value;
}
