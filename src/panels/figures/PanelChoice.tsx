import { useState } from "react";
import { axisText, readText } from "@/explain/figures";
import { type BackflowDocument, type CurveFigure, MOST_COLUMNS, type Read } from "@/graph";
import { Button, IconButton } from "@/ui";
import styles from "./figures.module.css";
import { panelChoices } from "./panel-choices";

interface PanelChoiceProps {
  readonly document: BackflowDocument;
  readonly figure: CurveFigure;
  readonly onChange: (figure: CurveFigure) => void;
}

/** All activations at once. */
const HIDDEN = "hidden";
const COLUMNS = Array.from({ length: MOST_COLUMNS }, (_, place) => place + 1);

/** The panels of a curve over its axis: each can be removed, others are added, and they stand below or beside each other. */
export function PanelChoice({ document, figure, onChange }: PanelChoiceProps) {
  const { graph } = document;
  const { panels, columns, axis } = figure;
  const { hidden, values, terms, locals } = panelChoices(document, figure);
  const groups = [
    { label: "Values", reads: values },
    { label: "What wires add", reads: terms },
    { label: "Local derivatives", reads: locals },
  ];
  const offered = groups.flatMap(({ reads }) => reads.map((read) => JSON.stringify(read)));
  if (hidden.length > 1) offered.unshift(HIDDEN);
  const [wanted, setWanted] = useState("");
  // What was added is offered no more.
  const chosen = offered.includes(wanted) ? wanted : offered[0];
  const add = () => {
    const reads = chosen === HIDDEN ? hidden : [JSON.parse(chosen ?? "") as Read];
    onChange({ ...figure, panels: [...panels, ...reads.map((read) => [read])] });
  };
  return (
    <fieldset className={styles.marks}>
      <legend>Panels over {axisText(graph, axis)}</legend>
      {panels.map(([read], place) => {
        if (!read || panels.length === 1) return null;
        const name = readText(graph, read);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: panels are known by their place.
          <div key={place} className={styles.panelRow}>
            <span>{name}</span>
            <IconButton
              icon="close"
              label={`Remove the panel of ${name}`}
              onClick={() => onChange({ ...figure, panels: panels.toSpliced(place, 1) })}
            />
          </div>
        );
      })}
      {chosen !== undefined && (
        // The arrows go through a closed list: what they come past is not added.
        <div className={styles.panelOffer}>
          <select
            className={styles.word}
            aria-label="Another panel"
            value={chosen}
            onChange={({ target }) => setWanted(target.value)}
          >
            {hidden.length > 1 && (
              <option value={HIDDEN}>
                all hidden units: {named(hidden.map((read) => readText(graph, read)))}
              </option>
            )}
            {groups.map(
              ({ label, reads }) =>
                reads.length > 0 && (
                  <optgroup key={label} label={label}>
                    {reads.map((read) => (
                      <option key={JSON.stringify(read)} value={JSON.stringify(read)}>
                        {readText(graph, read)}
                      </option>
                    ))}
                  </optgroup>
                ),
            )}
          </select>
          <Button variant="outline" onClick={add}>
            Add
          </Button>
        </div>
      )}
      {panels.length > 1 && (
        <label>
          Side by side
          <select
            className={styles.word}
            value={columns}
            onChange={({ target }) => onChange({ ...figure, columns: Number(target.value) })}
          >
            {COLUMNS.map((count) => (
              <option key={count}>{count}</option>
            ))}
          </select>
        </label>
      )}
    </fieldset>
  );
}

/** "h₁, h₂, … h₈". */
function named(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(", ")}, … ${names.at(-1)}` : names.join(", ");
}
