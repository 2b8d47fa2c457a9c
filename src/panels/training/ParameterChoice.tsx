import { useMemo } from "react";
import { planOf } from "@/engine";
import { parameterName } from "@/explain/training";
import { documentOf, selectedNodes, useBackflow } from "@/store";
import styles from "./training.module.css";

/** Parameters that can be chosen from the list; of more, those of the selected node. */
const MOST_CHOICES = 200;

interface ParameterChoiceProps {
  readonly label: string;
  readonly parameterIndex: number;
  readonly onChange: (parameterIndex: number) => void;
}

/** One of the graph's parameters: of all, or of those of the selected node. */
export function ParameterChoice({ label, parameterIndex, onChange }: ParameterChoiceProps) {
  const graph = useBackflow((state) => documentOf(state).graph);
  const selection = useBackflow(selectedNodes);
  const choices = useMemo(() => {
    const plan = planOf(graph);
    const all = Array.from({ length: Math.min(plan.parameterCount, 5000) }, (_, index) => ({
      index,
      ...parameterName(plan, index),
    }));
    const selected = all.filter(({ node }) => selection.has(node));
    return (selected.length > 0 ? selected : all).slice(0, MOST_CHOICES);
  }, [graph, selection]);
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={parameterIndex}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {!choices.some(({ index }) => index === parameterIndex) && (
        <option value={parameterIndex}>{parameterName(planOf(graph), parameterIndex).text}</option>
      )}
      {choices.map(({ index, text }) => (
        <option key={index} value={index}>
          {text}
        </option>
      ))}
    </select>
  );
}
