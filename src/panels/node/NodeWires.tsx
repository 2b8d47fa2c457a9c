import { useMemo } from "react";
import { flushSync } from "react-dom";
import { contributionOf, localOf } from "@/engine";
import {
  formatNumber,
  formatSigned,
  hoveredNumber,
  nodeText,
  omegaText,
  portName,
  wireLocalText,
} from "@/explain";
import { isLinear, type NodeId, openPorts, type Wire } from "@/graph";
import { opOf } from "@/ops";
import { commands, deleteWire, performCommand, useBackflow } from "@/store";
import { Button, IconButton } from "@/ui";
import { useServices } from "../page/services";
import { useLight } from "../run/highlight";
import { type NodePartProps, Section, signClass } from "./NodeSection";
import styles from "./node-panel.module.css";

const NO_NODES: readonly string[] = [];

/** The wires of a node with what each carries: its local derivative and its contribution. */
export function NodeWires({ frame, node }: NodePartProps) {
  const { topology } = frame.evaluation.plan;
  const index = topology.indexOf.get(node.id) ?? -1;
  const incoming = Array.from(topology.incoming[index] ?? []).filter((wire) => wire >= 0);
  const outgoing = Array.from(topology.outgoing[index] ?? []);
  const services = useServices();
  const open = opOf(node.op).kind === "leaf" ? [] : openPorts(frame.document.graph, node);
  const canGoOn = opOf(node.op).kind !== "loss";
  return (
    <Section title="Wires">
      {incoming.length + outgoing.length > 0 && (
        <ul className={styles.wires}>
          {incoming.map((wire) => (
            <WireRow key={`in ${wire}`} frame={frame} node={node} wire={wire} end="in" />
          ))}
          {outgoing.map((wire) => (
            <WireRow key={`out ${wire}`} frame={frame} node={node} wire={wire} end="out" />
          ))}
        </ul>
      )}
      <div className={styles.row}>
        {open.map((port) => (
          <Button
            key={port}
            icon="wire"
            className={styles.bordered}
            onClick={() => findSource(node.id, port)}
          >
            {isLinear(node) ? "Wire into it …" : `Wire into port ${portName(node, port)} …`}
          </Button>
        ))}
        {canGoOn && (
          <Button
            icon="wire"
            className={styles.bordered}
            onClick={() => performCommand("connect", services)}
          >
            Wire to …
          </Button>
        )}
      </div>
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
  const { evaluation, document } = frame;
  const found = document.graph.wires[wire];
  const target = document.graph.nodes.find(({ id }) => id === found?.target);
  if (!found || !target) return null;
  const local = localOf(evaluation, wire);
  const contribution = contributionOf(evaluation, wire);
  const name =
    opOf(target.op).kind === "linear"
      ? `${wireLocalText(document.graph, wire)} = ${omegaText(document.graph, target, found.port)}`
      : wireLocalText(document.graph, wire);
  const locals = local === null ? null : local.kind === "units" ? local.values : local.rows.flat();
  return (
    <li onPointerEnter={onPointerEnter} onPointerLeave={onPointerLeave}>
      <span>
        {end === "in"
          ? `from ${nodeText(document.graph, found.source)}`
          : `to ${nodeText(document.graph, found.target)}`}
      </span>
      <WireCommands wire={found} end={end} />
      <dl>
        <dt>local {name}</dt>
        <dd title={exactText(locals)}>{briefText(locals, formatNumber)}</dd>
        {contribution && (
          <>
            <dt>contribution</dt>
            <dd className={signClass(contribution[0] ?? 0)} title={exactText(contribution)}>
              {briefText(contribution, formatSigned)}
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

/** Looks for what feeds an open port. */
function findSource(node: NodeId, port: number): void {
  useBackflow.getState().setNodeSearch({
    kind: "connect",
    anchor: null,
    position: null,
    wire: { fixed: { kind: "target", node, port }, replacing: null },
  });
}

const DELETE_WIRE = "Delete the wire";

/** What can be done with one wire, as if it were selected; the node stays so, and its details open. */
function WireCommands({ wire, end }: { readonly wire: Wire; readonly end: "in" | "out" }) {
  const services = useServices();
  const ids = ["insert", end === "in" ? "moveWireStart" : "moveWireEnd", "delete"] as const;
  return (
    <span className={styles.wireCommands}>
      {ids.map((id) => (
        <IconButton
          key={id}
          icon={commands[id].icon}
          label={id === "delete" ? DELETE_WIRE : commands[id].name}
          onClick={(event) => {
            if (id === "delete") {
              deleteListedWire(event.currentTarget, wire);
              return;
            }
            performCommand(id, services, { kind: "wire", wire });
          }}
        />
      ))}
    </span>
  );
}

/** Deletes a wire of the list; the focus stays in the drawer, at the same command of the wire that takes its place. */
function deleteListedWire(button: HTMLElement, wire: Wire): void {
  const drawer = button.closest("aside");
  const commandsOfDrawer = () => [
    ...(drawer?.querySelectorAll<HTMLElement>(`[aria-label="${DELETE_WIRE}"]`) ?? []),
  ];
  const index = commandsOfDrawer().indexOf(button);
  flushSync(() => deleteWire(wire));
  const left = commandsOfDrawer();
  const next = left[index] ?? left.at(-1) ?? drawer?.querySelector<HTMLElement>("button");
  next?.focus();
}

/** Numbers of a wire that are printed one by one. */
const MOST_NUMBERS = 4;

function briefText(numbers: ArrayLike<number> | null, format: (value: number) => string): string {
  if (!numbers || numbers.length === 0) return "no value";
  const shown = Array.from({ length: Math.min(numbers.length, MOST_NUMBERS) }, (_, index) =>
    format(numbers[index] ?? 0),
  );
  const more = numbers.length > MOST_NUMBERS ? `, … ${numbers.length} numbers` : "";
  return shown.join(", ") + more;
}

function exactText(numbers: ArrayLike<number> | null): string {
  return Array.from(numbers ?? [], hoveredNumber)
    .slice(0, 64)
    .join(", ");
}
