import type { Axis } from "@/graph";
import type { OpId } from "@/ops";
import { type Built, build } from "../graph-builder.test-support";

/** A node as the files of exact curves and regions write it: scalar, one weight for each input of a linear node. */
export interface ScalarNode {
  readonly id: string;
  readonly op: OpId;
  readonly value?: number;
  readonly inputs?: readonly string[];
  readonly weights?: readonly number[];
  readonly bias?: number;
}

export interface ScalarAxis {
  readonly node: string;
  readonly of: "value" | "bias" | "weight";
  readonly port?: number;
}

export function buildScalars(nodes: readonly ScalarNode[], output?: string): Built {
  return build(
    nodes.map(({ id, op, value, inputs, weights, bias }) => ({
      id,
      op,
      ...(value === undefined ? {} : { value }),
      ...(inputs === undefined ? {} : { inputs }),
      ...(op === "linear" ? { omega: weights ?? [], beta: bias ?? 0 } : {}),
    })),
    output === undefined ? {} : { output },
  );
}

export function axisOf({ node, of, port = 0 }: ScalarAxis): Axis {
  if (of === "value") return { kind: "value", node, unit: 0 };
  if (of === "bias") return { kind: "beta", node, unit: 0 };
  return { kind: "omega", node, port, unit: 0, input: 0 };
}
