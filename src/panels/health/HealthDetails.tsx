import { type SyntheticEvent, useMemo, useState } from "react";
import { trainingRows } from "@/data";
import type { Evaluation, Finding, UnitState } from "@/engine";
import {
  countStates,
  type FactorList,
  type FindingExplanation,
  findingWords,
  flowOverview,
  formatNumber,
  productParts,
  type UnitFlow,
  unitWord,
  wellWords,
} from "@/explain";
import type { HealthThresholds } from "@/graph";
import { canvasView, documentOf, type Frame, findingsOf, useBackflow } from "@/store";
import { Icon, keyed, NumberField, Prose, Tex } from "@/ui";
import { DifferentiateButton } from "../page/DifferentiateButton";
import { Factor } from "../run/Equation";
import { useLight } from "../run/highlight";
import { SampleChooser } from "../run/SampleChooser";
import { useThrottledFrame } from "../run/throttled-frame";
import { flowWordOf, stateWordOf, wordOf } from "./finding-icons";
import styles from "./health-panel.module.css";

/** How the gradient fares: findings with their reasons, counts, thresholds. */
export function HealthDetails() {
  const frame = useThrottledFrame();
  const told = findingsOf(frame);
  return (
    <div className={styles.health}>
      <SampleChooser />
      {frame.evaluation.statistics === null && (
        <p className={styles.waiting}>
          Going through all {trainingRows(frame.document.data)} samples: which units are dead is not
          known yet.
        </p>
      )}
      {told.length === 0 ? (
        <p className={styles.well}>
          <Icon name="check" /> <Prose text={wellWords(frame.health, frame.document.graph)} />
        </p>
      ) : (
        <ul className={styles.findings}>
          {told.map((finding, index) => {
            const fact = frame.health.findings[index];
            const { evaluation } = frame;
            return (
              fact && (
                <FindingCard key={finding.id} told={finding} fact={fact} evaluation={evaluation} />
              )
            );
          })}
        </ul>
      )}
      <Overview frame={frame} />
      <Thresholds />
    </div>
  );
}

const SEVERITIES = { error: "Error", warning: "Warning", note: "Note" } as const;

function FindingCard({
  told,
  fact,
  evaluation,
}: {
  readonly told: FindingExplanation;
  readonly fact: Finding;
  readonly evaluation: Evaluation;
}) {
  const { onPointerEnter: light, onPointerLeave: leave } = useLight(told.nodes, told.wires);
  // A factor inside lights its own wire.
  const lightUnlessFactor = ({ target }: SyntheticEvent) => {
    if (target instanceof Element && !target.closest("[data-factor]")) light();
  };
  const { tone, icon } = wordOf(fact);
  const { culprit } = told;
  const product = told.product && productParts(evaluation, told.product);
  return (
    <li
      className={styles.finding}
      data-tone={tone}
      onPointerOver={lightUnlessFactor}
      onPointerLeave={leave}
      onFocus={lightUnlessFactor}
      onBlur={leave}
    >
      <Icon name={icon} size={20} className={styles.icon} />
      <div className={styles.body}>
        <button
          type="button"
          className={styles.title}
          title={culprit === null ? undefined : "Select the node to blame"}
          onClick={() => {
            if (culprit !== null) useBackflow.getState().select(new Set([culprit]));
            // Its whole region where that can be read, else the node to blame.
            const others = told.nodes.filter((node) => node !== culprit);
            canvasView.get().show(culprit === null ? others : [culprit, ...others]);
          }}
        >
          <span className={styles.severity} data-severity={told.severity}>
            {SEVERITIES[told.severity]}
          </span>
          <Prose text={told.title} />
        </button>
        <p className={styles.words}>
          <Prose text={findingWords(evaluation, told.claims)} />
        </p>
        {fact.kind === "no-objective" && <DifferentiateButton />}
        {told.factorList !== null && <Factors list={told.factorList} />}
        {product !== null && (
          <p className={styles.product}>
            {keyed(product).map(({ key, item }) =>
              item.wire === null ? (
                <Tex key={key} latex={item.latex} className={styles.part} />
              ) : (
                <Factor key={key} latex={item.latex} wire={item.wire} name={`Light ${item.name}`} />
              ),
            )}
          </p>
        )}
      </div>
    </li>
  );
}

/** What the words only count, "six factors ≤ 0.9", one by one once it is opened; resting on one lights its wire. */
function Factors({ list }: { readonly list: FactorList }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.factors}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <Prose text={`List the ${list.title}`} />
      </summary>
      {open && (
        <ol>
          {list.factors.map(({ text, wire }) => (
            <FactorItem key={wire} text={text} wire={wire} />
          ))}
        </ol>
      )}
    </details>
  );
}

const NO_NODES: readonly string[] = [];

function FactorItem({ text, wire }: { readonly text: string; readonly wire: number }) {
  const wires = useMemo(() => [wire], [wire]);
  const { onPointerEnter, onPointerLeave } = useLight(NO_NODES, wires);
  return (
    <li data-factor onPointerEnter={onPointerEnter} onPointerLeave={onPointerLeave}>
      <Prose text={text} />
    </li>
  );
}

const FLOWS: readonly UnitFlow[] = [
  "flowing",
  "zero",
  "vanishing",
  "blocked",
  "cancelled",
  "exploding",
  "not-finite",
  "cut-off",
];
const STATES: readonly UnitState[] = [
  "active",
  "saturated",
  "flat",
  "inactive",
  "dead",
  "kink",
  "not-finite",
];

/** How many quantities and units bear each word. */
function Overview({ frame }: { readonly frame: Frame }) {
  const { evaluation, health, document } = frame;
  const { nodes, units: flows } = flowOverview(evaluation, health, document.thresholds);
  const units = countStates(health, evaluation);
  const operations = health.states.filter((state) => state !== null).length;
  return (
    <section className={styles.section}>
      <h3>Overview</h3>
      <dl className={styles.counts}>
        <dt>
          How much of the gradient arrives, at {countOf(total(flows), "unit")} of{" "}
          {countOf(nodes, "computed node")}
        </dt>
        {FLOWS.map((flow) => {
          const number = flows.get(flow);
          return (
            number !== undefined && (
              <dd key={flow} data-tone={flow} title={flowWordOf(flow).meaning}>
                <Icon name={flowWordOf(flow).icon} size={16} /> {number} {flowWordOf(flow).word}
              </dd>
            )
          );
        })}
        {flows.size === 0 && <dd>not judged</dd>}
      </dl>
      <dl className={styles.counts}>
        <dt>
          What operations do to the gradient, at {countOf(total(units), "unit")} of{" "}
          {countOf(operations, "node")}
        </dt>
        {STATES.map((state) => {
          const number = units.get(state);
          return (
            number !== undefined && (
              <dd key={state} title={stateWordOf(state).meaning}>
                <Icon name={stateWordOf(state).icon} size={16} /> {number} {unitWord(state)}
              </dd>
            )
          );
        })}
        {units.size === 0 && <dd>none</dd>}
      </dl>
    </section>
  );
}

function total(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function countOf(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** From which share on a gradient counts as vanishing or exploding. */
function Thresholds() {
  return (
    <section className={styles.section}>
      <h3>Thresholds</h3>
      <p className={styles.threshold}>
        Vanishing: at most <Threshold name="vanishing" min={0} max={1} /> of what enters arrives.
      </p>
      <p className={styles.threshold}>
        Exploding: at least <Threshold name="exploding" min={1} /> times what enters arrives.
      </p>
    </section>
  );
}

function Threshold({
  name,
  min,
  max,
}: {
  readonly name: keyof HealthThresholds;
  readonly min: number;
  readonly max?: number;
}) {
  const thresholds = useBackflow((state) => documentOf(state).thresholds);
  return (
    <NumberField
      label={`${name === "vanishing" ? "Vanishing" : "Exploding"} threshold`}
      value={thresholds[name]}
      format={formatNumber}
      min={min}
      max={max}
      size={7}
      className={styles.field}
      onChange={(value, gesture) =>
        useBackflow
          .getState()
          .setThresholds({ ...thresholds, [name]: value }, `${gesture.kind}:${gesture.id}`)
      }
    />
  );
}
