import { useMemo } from "react";
import { contributionOf, localOf } from "@/engine";
import {
  exactNumber,
  formatNumber,
  formatSigned,
  nodeText,
  omegaText,
  wireLocalText,
} from "@/explain";
import { opOf } from "@/ops";
import { useLight } from "./highlight";
import { type NodePartProps, Section, signName } from "./NodeSection";
import styles from "./node-panel.module.css";

const NO_NODES: readonly string[] = [];

/** The wires of a node with what each carries: its local derivative and its contribution. */
export function NodeWires({ frame, node }: NodePartProps) {
  const { topology } = frame.evaluation.plan;
  const index = topology.indexOf.get(node.id) ?? -1;
  const incoming = Array.from(topology.incoming[index] ?? []).filter((wire) => wire >= 0);
  const outgoing = Array.from(topology.outgoing[index] ?? []);
  if (incoming.length + outgoing.length === 0) return null;
  return (
    <Section title="Wires">
      <ul className={styles.wires}>
        {incoming.map((wire) => (
          <WireRow key={`in ${wire}`} frame={frame} node={node} wire={wire} end="in" />
        ))}
        {outgoing.map((wire) => (
          <WireRow key={`out ${wire}`} frame={frame} node={node} wire={wire} end="out" />
        ))}
      </ul>
    </Section>
  );
}

function WireRow({
  frame,
  wire,
  end,
}: NodePartProps & { readonly wire: number; readonly end: "in" | "out" }) {
  const wires = useMemo(() => [wire], [wire]);
  const { onPointerEnter, onPointerLeave } = useLight(NO_NODES, wires);
  const { evaluation, sample, document } = frame;
  const found = document.graph.wires[wire];
  const target = document.graph.nodes.find(({ id }) => id === found?.target);
  if (!found || !target) return null;
  const local = localOf(evaluation, wire, sample);
  const contribution = contributionOf(evaluation, wire, sample);
  const name =
    opOf(target.op).kind === "linear"
      ? `${wireLocalText(document.graph, wire)} = ${omegaText(target, found.port)}`
      : wireLocalText(document.graph, wire);
  const locals = local === null ? null : local.kind === "units" ? local.values : local.rows.flat();
  return (
    <li onPointerEnter={onPointerEnter} onPointerLeave={onPointerLeave}>
      <span>
        {end === "in"
          ? `from ${nodeText(document.graph, found.source)}`
          : `to ${nodeText(document.graph, found.target)}`}
      </span>
      <dl>
        <dt>local {name}</dt>
        <dd title={exactText(locals)}>{briefText(locals, formatNumber)}</dd>
        {contribution && (
          <>
            <dt>contribution</dt>
            <dd data-sign={signName(contribution[0] ?? 0)} title={exactText(contribution)}>
              {briefText(contribution, formatSigned)}
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

/** Numbers of a wire that are printed one by one. */
const MOST_NUMBERS = 4;

function briefText(numbers: ArrayLike<number> | null, format: (value: number) => string): string {
  if (!numbers || numbers.length === 0) return "no value";
  const shown = Array.from({ length: Math.min(numbers.length, MOST_NUMBERS) }, (_, place) =>
    format(numbers[place] ?? 0),
  );
  const more = numbers.length > MOST_NUMBERS ? `, … ${numbers.length} numbers` : "";
  return shown.join(", ") + more;
}

function exactText(numbers: ArrayLike<number> | null): string {
  return Array.from(numbers ?? [], exactNumber)
    .slice(0, 64)
    .join(", ");
}
