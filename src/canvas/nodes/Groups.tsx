import { ViewportPortal } from "@xyflow/react";
import { type PointerEvent, useRef } from "react";
import { nodeLatex, nodeText } from "@/explain";
import { type Graph, type Layout, type NodeGroup, withFolded, withGroupName } from "@/graph";
import { type Bounds, type GroupCard, type GroupPort, groupFrames } from "@/layout";
import { documentOf, selectedNodes, traceOfState, useBackflow } from "@/store";
import { IconButton, Tex, TextField } from "@/ui";
import { inputHandle, outputHandle } from "../flow/flow-elements";
import styles from "./groups.module.css";
import { useLayerDrag } from "./layer-drag";
import ports from "./ports.module.css";

interface GroupsProps {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly groups: readonly NodeGroup[];
  readonly cards: readonly GroupCard[];
}

/** Groups: folded, each is a card with ports; unfolded, a frame round its nodes. */
export function Groups({ graph, layout, groups, cards }: GroupsProps) {
  if (groups.length === 0) return null;
  const frames = groupFrames(graph, layout, groups);
  return (
    <ViewportPortal>
      {groups.map((group) => {
        const bounds = frames.get(group.id);
        return bounds && <Frame key={group.id} bounds={bounds} group={group} />;
      })}
      {cards.map((card) => (
        <Card key={card.group.id} graph={graph} card={card} />
      ))}
    </ViewportPortal>
  );
}

function Frame({ bounds, group }: { readonly bounds: Bounds; readonly group: NodeGroup }) {
  const { left, top, right, bottom } = bounds;
  return (
    <section
      className={styles.frame}
      aria-label={`Group ${group.name}`}
      style={{ left, top, width: right - left, height: bottom - top }}
    >
      <header className={`${styles.frameHead} nodrag nopan`}>
        <Name group={group} />
        <IconButton
          icon="fold"
          label={`Fold ${group.name}`}
          onClick={() => setFolded(group, true)}
        />
      </header>
    </section>
  );
}

function Card({ graph, card }: { readonly graph: Graph; readonly card: GroupCard }) {
  const { group, nodes, position, size } = card;
  const isSelected = useBackflow((state) => [...nodes].every((id) => selectedNodes(state).has(id)));
  const isActive = useBackflow((state) => {
    const step = traceOfState(state).steps[state.playhead - 1];
    return step?.node !== undefined && step.node !== null && nodes.has(step.node);
  });
  const drag = useLayerDrag((by, gesture) => {
    const state = useBackflow.getState();
    const { layout } = documentOf(state);
    const moved = [...nodes].flatMap((id) => {
      const at = layout.get(id);
      return at ? [[id, { x: Math.round(at.x + by.x), y: Math.round(at.y + by.y) }] as const] : [];
    });
    state.moveNodes(new Map(moved), gesture);
  });
  const pressed = useRef(false);
  const select = (event: PointerEvent): void => {
    if (event.target instanceof Element && event.target.closest("input, button")) return;
    pressed.current = true;
    const state = useBackflow.getState();
    const keeps = event.shiftKey || event.ctrlKey || event.metaKey;
    state.select(new Set([...(keeps ? selectedNodes(state) : []), ...nodes]));
  };
  return (
    <article
      className={`${styles.card} nodrag nopan`}
      aria-label={`Group ${group.name}, ${nodes.size} nodes`}
      data-group={group.id}
      data-selected={isSelected}
      data-active={isActive}
      style={{ left: position.x, top: position.y, width: size.width, height: size.height }}
      onPointerDown={(event) => {
        select(event);
        drag.onPointerDown(event);
      }}
      onPointerMove={drag.onPointerMove}
      onPointerUp={drag.onPointerUp}
      onPointerCancel={drag.onPointerUp}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (event.target instanceof Element && event.target.closest("input, button")) return;
        setFolded(group, false);
      }}
    >
      <header className={styles.cardHead}>
        <Name group={group} />
        <IconButton
          icon="unfold"
          label={`Unfold ${group.name}`}
          onClick={() => setFolded(group, false)}
        />
      </header>
      <p className={styles.count}>{nodes.size === 1 ? "1 node" : `${nodes.size} nodes`}</p>
      {card.inputs.map((port) => (
        <Port key={keyOf(port)} graph={graph} port={port} side="input" />
      ))}
      {card.outputs.map((port) => (
        <Port key={keyOf(port)} graph={graph} port={port} side="output" />
      ))}
    </article>
  );
}

function Port({
  graph,
  port,
  side,
}: {
  readonly graph: Graph;
  readonly port: GroupPort;
  readonly side: "input" | "output";
}) {
  const name = nodeText(graph, port.node);
  const [end] = port.ends;
  const isWired = end?.node !== port.node;
  return (
    <>
      <span className={styles.symbol} data-side={side} style={{ top: port.offset.y }}>
        <Tex latex={nodeLatex(graph, port.node)} label={name} />
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={`${ports.port} nodrag nopan`}
        aria-label={`${side === "input" ? "Input" : "Output"} ${name} of the group`}
        data-port={end ? inputHandle(end.port) : outputHandle("right")}
        data-port-node={end?.node ?? port.node}
        data-kind={side}
        data-side={side === "input" ? "left" : "right"}
        data-wired={side === "input" && isWired}
        style={{ left: port.offset.x, top: port.offset.y }}
      />
    </>
  );
}

function keyOf({ node, ends }: GroupPort): string {
  return `${node} ${ends[0]?.node} ${ends[0]?.port}`;
}

function Name({ group }: { readonly group: NodeGroup }) {
  return (
    <TextField
      label={<span className="visually-hidden">Name of the group</span>}
      name="Name of the group"
      value={group.name}
      className={styles.name}
      onCommit={(text) => {
        const state = useBackflow.getState();
        state.apply({ ok: true, value: withGroupName(documentOf(state), group.id, text) });
        return null;
      }}
    />
  );
}

function setFolded(group: NodeGroup, folded: boolean): void {
  const state = useBackflow.getState();
  if (state.apply({ ok: true, value: withFolded(documentOf(state), group.id, folded) })) {
    state.say(`${folded ? "Folded" : "Unfolded"} ${group.name}.`);
  }
}
