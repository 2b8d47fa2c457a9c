import { editProblemSentence } from "@/explain";
import { type Edited, withRowCount, withWidth } from "@/graph";
import { opOf } from "@/ops";
import { documentOf, useBackflow } from "@/store";
import { TextField } from "@/ui";
import { type NodePartProps, Section } from "./NodeSection";
import styles from "./node-panel.module.css";

/** How many units a node has, and, where it has a row for each sample, how many samples there are. */
export function NodeShape({ frame, node }: NodePartProps) {
  const op = opOf(node.op);
  if (!("width" in node)) return null;
  const perSample = op.kind === "leaf" && op.perSample;
  return (
    <Section title="Shape">
      <CountField
        name="Units"
        value={node.width}
        edit={(width) => withWidth(documentOf(useBackflow.getState()), node.id, width)}
      />
      {perSample && (
        <>
          <CountField
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

interface CountFieldProps {
  readonly name: string;
  readonly value: number;
  readonly edit: (count: number) => Edited;
}

/** A whole number from 1. */
function CountField({ name, value, edit }: CountFieldProps) {
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
      className={styles.count}
    />
  );
}

/** The whole number that a text spells; null where it spells none from 1. */
function readCount(text: string): number | null {
  const count = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return count >= 1 ? count : null;
}
