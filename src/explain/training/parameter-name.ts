import type { Plan } from "@/engine";
import { isLinear } from "@/graph";
import { betaLatex, betaText, nodeLatex, nodeText, omegaLatex, omegaText } from "../formulas";

/** The symbol of one of a plan's parameters, with its unit and column where there are several. */
export function parameterName(
  plan: Plan,
  parameterIndex: number,
): { readonly node: string; readonly latex: string; readonly text: string } {
  const { graph, topology, slots, wireParameters } = plan;
  for (const [index, node] of graph.nodes.entries()) {
    const width = topology.widths[index] ?? 0;
    const start = slots[index]?.parameters ?? -1;
    if (start < 0 || width === 0) continue;
    if (parameterIndex >= start && parameterIndex < start + width) {
      const unit = parameterIndex - start;
      const mark = indexMark(width, unit, 1, 0);
      return isLinear(node)
        ? {
            node: node.id,
            latex: `{${betaLatex(graph, node)}}${mark.latex}`,
            text: betaText(graph, node) + mark.text,
          }
        : {
            node: node.id,
            latex: `{${nodeLatex(graph, node.id)}}${mark.latex}`,
            text: nodeText(graph, node.id) + mark.text,
          };
    }
    for (const [port, wire] of (topology.incoming[index] ?? new Int32Array()).entries()) {
      const from = wireParameters[wire] ?? -1;
      const columns = topology.widths[topology.sources[wire] ?? -1] ?? 0;
      if (from < 0 || parameterIndex < from || parameterIndex >= from + width * columns) continue;
      const mark = indexMark(
        width,
        Math.floor((parameterIndex - from) / columns),
        columns,
        (parameterIndex - from) % columns,
      );
      return {
        node: node.id,
        latex: `{${omegaLatex(graph, node, port)}}${mark.latex}`,
        text: omegaText(graph, node, port) + mark.text,
      };
    }
  }
  return { node: "", latex: "\\theta", text: "θ" };
}

/** Unit and column in brackets, each counted from 1, only where there are several. */
function indexMark(units: number, unit: number, columns: number, column: number) {
  const parts = [...(units > 1 ? [unit + 1] : []), ...(columns > 1 ? [column + 1] : [])];
  if (parts.length === 0) return { latex: "", text: "" };
  const inner = parts.join(",");
  return { latex: `_{[${inner}]}`, text: `[${inner}]` };
}
