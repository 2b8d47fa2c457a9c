import { nodeText } from "@/explain";
import { documentOf, likeliestToDifferentiate, useBackflow } from "@/store";
import { CommandButton } from "./CommandButton";

/** Where there is no backward pass: a button that differentiates the node that is most likely meant. */
export function DifferentiateButton() {
  const name = useBackflow((state) => {
    const { graph } = documentOf(state);
    const node = likeliestToDifferentiate(graph);
    return node === null ? null : nodeText(graph, node);
  });
  if (name === null) return null;
  return (
    <CommandButton id="differentiateLikeliest" label={`Differentiate ${name}`} variant="primary" />
  );
}
