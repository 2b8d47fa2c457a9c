import { atSample, evaluate, healthOf, traceOf } from "@/engine";
import {
  countStates,
  explainFinding,
  findingWords,
  type HealthClaim,
  type StepClaim,
  wellClaim,
} from "@/explain";
import { DEFAULT_THRESHOLDS } from "@/graph";
import { NaiveGraph } from "./naive-graph.test-support";
import { NaiveRun } from "./naive-run.test-support";
import { Checks } from "./truth-checks.test-support";
import { ClaimChecks } from "./truth-claim-checks.test-support";
import { Facts } from "./truth-facts.test-support";
import { FinitenessChecks } from "./truth-finiteness-checks.test-support";
import { type DrawnGraph, drawGraph } from "./truth-graphs.test-support";
import { StepChecks } from "./truth-step-checks.test-support";
import { WordChecks } from "./truth-word-checks.test-support";

/** What was found of one graph. */
export interface Checked {
  readonly drawn: DrawnGraph;
  readonly sample: number;
  readonly run: NaiveRun;
  readonly wrong: readonly string[];
  readonly count: number;
  /** Every sentence about it, for whoever looks into a failure. */
  readonly told: readonly string[];
  readonly kinds: readonly (HealthClaim | StepClaim)["kind"][];
}

/** Draws a graph and holds all that the page claims of one of its rows against the facts. */
export function checkGraph(seed: number): Checked {
  const drawn = drawGraph(seed);
  const graph = new NaiveGraph(drawn);
  const runs = Array.from({ length: drawn.data.rows }, (_, row) => new NaiveRun(graph, row));
  const whole = evaluate(drawn);
  const sample = seed % drawn.data.rows;
  const evaluation = atSample(whole, sample);
  const health = healthOf(evaluation, DEFAULT_THRESHOLDS);
  const factsAt = (row: number) => new Facts(graph, runs, row, DEFAULT_THRESHOLDS);
  const checksAt = (row: number) => new Checks(factsAt(row), atSample(whole, row), `graph ${seed}`);
  const checks = checksAt(sample);
  const all = [checks];
  const words = new WordChecks(checks);
  words.checkNumbers(seed);
  words.checkWords(health);
  words.checkFlowCounts(health);
  words.checkCounts(countStates(health, evaluation));
  const kinds: HealthClaim["kind"][] = [];
  const explanations = health.findings.map((finding) => explainFinding(evaluation, finding));
  for (const { headline, claims, title, flag } of explanations) {
    const told = findingWords(evaluation, claims);
    checks.expect(
      !/NaN|undefined|Infinity|null|\s\s/.test(`${title} ${told} ${flag}`),
      `"${title}: ${told}" is no sentence`,
    );
    for (const text of [title, told, flag]) checks.checkPlain(text);
    // What happened at another row is told of that row.
    const at = headline.kind === "not-finite" ? (headline.source.sample ?? sample) : sample;
    const there = at === sample ? checks : checksAt(at);
    if (there !== checks) all.push(there);
    const claimChecks = new ClaimChecks(there);
    claimChecks.checkFlag(flag, claims);
    for (const claim of new Set([headline, ...claims])) {
      kinds.push(claim.kind);
      claimChecks.checkClaim(claim);
    }
  }
  new FinitenessChecks(checks).checkSpoils(
    health.findings.flatMap((finding) =>
      finding.kind === "not-finite" && finding.source.sample === sample ? [finding.source] : [],
    ),
  );
  const steps = new StepChecks(factsAt(sample), evaluation, checks);
  steps.checkSteps(traceOf(evaluation.plan), seed);
  steps.checkMeans();
  if (explanations.length === 0 && wellClaim(health) === "all-flows") words.checkAllFlows();
  return {
    drawn,
    sample,
    run: runs[sample] as NaiveRun,
    wrong: all.flatMap(({ wrong }) => wrong),
    count: all.reduce((sum, { count }) => sum + count, 0),
    told: explanations.map(({ title, claims }) => `${title}: ${findingWords(evaluation, claims)}`),
    kinds: [...kinds, ...steps.kinds],
  };
}
