import { useEffect, useMemo, useState } from "react";
import { editProblemSentence, list, nodeText } from "@/explain";
import { type Edited, type NodeId, widenedTogether, withRowCount, withWidth } from "@/graph";
import { opOf } from "@/ops";
import { canvasView, documentOf, isSizing, useBackflow } from "@/store";
import { Button, TextField } from "@/ui";
import { type NodePartProps, Section } from "./NodeSection";
import styles from "./node-panel.module.css";

/** How many units a node has, and, where it has a row for each sample, how many samples there are. */
export function NodeShape({ frame, node }: NodePartProps) {
  const op = opOf(node.op);
  if (!("width" in node)) return null;
  const perSample = op.kind === "leaf" && op.perSample;
  return (
    <Section title="Shape">
      <Units key={node.id} node={node.id} width={node.width} />
      {perSample && (
        <>
          <CountField
            node={node.id}
            name="Samples"
            value={frame.document.data.rows}
            edit={(rows) => withRowCount(documentOf(useBackflow.getState()), rows)}
          />
          <p className={styles.soft}>
            All inputs and targets of a graph have equally many samples.
          </p>
        </>
      )}
    </Section>
  );
}

/** How many units a node has. Where others would have to have as many, it is offered to widen them too. */
function Units({ node, width }: { readonly node: NodeId; readonly width: number }) {
  const [refused, setRefused] = useState<{ readonly width: number } | null>(null);
  const takesFocus = useBackflow(({ interaction }) => isSizing(interaction, node));
  // Closing the details ends it, too.
  useEffect(() => () => endSizing(node), [node]);
  const document = useBackflow(documentOf);
  const together = useMemo(
    () => refused && widenedTogether(document, node, refused.width),
    [document, node, refused],
  );
  const edit = (count: number): Edited => {
    const edited = withWidth(documentOf(useBackflow.getState()), node, count);
    setRefused(edited.ok ? null : { width: count });
    if (edited.ok) {
      const units = count === 1 ? "1 unit" : `${count} units`;
      useBackflow.getState().say(`${nodeText(document.graph, node)} has ${units} now.`);
    }
    return edited;
  };
  return (
    <>
      <CountField
        node={node}
        name="Units"
        value={width}
        edit={edit}
        takesFocus={takesFocus}
        onLeave={() => endSizing(node)}
      />
      {refused && together && (
        <Button
          onClick={() => {
            const state = useBackflow.getState();
            const names = [node, ...together.others].map((id) => nodeText(document.graph, id));
            if (state.apply({ ok: true, value: together.document })) {
              state.say(`${list(names)} have ${refused.width} units now.`);
            }
            setRefused(null);
          }}
        >
          {`Give ${list(together.others.map((id) => nodeText(document.graph, id)))} ${refused.width} ${refused.width === 1 ? "unit" : "units"} too`}
        </Button>
      )}
    </>
  );
}

function endSizing(node: NodeId): void {
  const state = useBackflow.getState();
  if (isSizing(state.interaction, node)) state.setSizingNode(null);
}

interface CountFieldProps {
  readonly node: NodeId;
  readonly name: string;
  readonly value: number;
  readonly edit: (count: number) => Edited;
  readonly takesFocus?: boolean;
  readonly onLeave?: () => void;
}

/** A whole number from 1. Enter takes it and goes back to the node. */
function CountField({ node, name, value, edit, takesFocus, onLeave }: CountFieldProps) {
  const commit = (text: string): string | null => {
    const count = readCount(text);
    if (count === null) return `Type a whole number from 1, such as ${value === 1 ? 2 : value}.`;
    const state = useBackflow.getState();
    const edited = edit(count);
    if (!edited.ok) return editProblemSentence(documentOf(state).graph, edited.problem);
    state.apply(edited);
    return null;
  };
  return (
    <TextField
      label={name}
      name={name}
      value={String(value)}
      onCommit={commit}
      inputMode="numeric"
      takesFocus={takesFocus}
      onEnter={() => canvasView.get().focus(node)}
      onLeave={onLeave}
      className={styles.count}
    />
  );
}

/** The whole number that a text spells; null where it spells none from 1. */
function readCount(text: string): number | null {
  const count = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return count >= 1 ? count : null;
}
