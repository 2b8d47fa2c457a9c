import type { OptimizerId, SettingValues, TrainingSettings } from "@/optimizers";
import runsText from "./reference/training-runs.json?raw";

/** A node as the reference writes it. */
interface ReferenceNode {
  readonly id: string;
  readonly op: string;
  readonly inputs?: readonly string[];
  readonly value?: number | readonly (readonly number[])[];
  readonly omega?: readonly (readonly number[])[];
  readonly beta?: readonly number[];
  readonly width?: number;
}

/** What nodes own, by id: Ω as one matrix, β, or a parameter's row. */
export type NodeParameters = Readonly<
  Record<string, Pick<ReferenceNode, "omega" | "beta"> & { readonly value?: number[][] }>
>;

interface ReferenceOptimizer {
  readonly kind: "sgd" | "lecture-momentum" | "rmsprop" | "adam" | "adamw";
  readonly momentum?: number;
  readonly dampening?: number;
  readonly nesterov?: boolean;
  readonly mu?: number;
  readonly alpha?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export interface ReferenceRun {
  readonly name: string;
  readonly configuration: string;
  readonly optimiser: ReferenceOptimizer;
  readonly rate: number;
  readonly schedule: {
    readonly kind: "constant" | "step" | "cosine" | "warm-up";
    readonly epochs?: number;
    readonly factor?: number;
    readonly start?: number;
    readonly iterations?: number;
  };
  readonly l1: number;
  readonly weightDecay: number;
  readonly clip: number | null;
  readonly all: boolean;
  readonly batchSize: number;
  readonly iterations: number;
  readonly epochs: readonly (readonly (readonly number[])[])[];
  readonly rates?: readonly number[];
  readonly clipped: number;
  readonly batchLosses: readonly number[];
  readonly records: readonly {
    readonly iteration: number;
    readonly objective: number;
    readonly parameters: NodeParameters;
  }[];
  readonly state: {
    readonly iteration: number;
    readonly velocity?: NodeParameters;
    readonly m?: NodeParameters;
    readonly v?: NodeParameters;
  };
}

export interface ReferenceNetwork {
  readonly name: string;
  readonly rows: number;
  readonly loss: string;
  readonly nodes: readonly ReferenceNode[];
  readonly runs: readonly ReferenceRun[];
}

/** 20 networks and 100 runs of them by torch.optim in float64. */
export const networks: readonly ReferenceNetwork[] = JSON.parse(runsText).networks;

/** A reference network as the text of a file, with some of its parameters replaced. */
export function fileOf(network: ReferenceNetwork, parameters: NodeParameters = {}): string {
  const widths = new Map<string, number>();
  const nodes = network.nodes.map((node) => {
    const { id, op, inputs = [], value, omega, beta } = { ...node, ...parameters[node.id] };
    widths.set(id, node.width ?? 1);
    const position = { x: 0, y: 0 };
    if (op === "linear") {
      let column = 0;
      const blocks = inputs.map((source) => {
        const first = column;
        column += widths.get(source) ?? 0;
        return (omega ?? []).map((row) => row.slice(first, column));
      });
      return { id, op, beta, omega: blocks, position };
    }
    return typeof value === "number"
      ? { id, op, setting: value, position }
      : { id, op, ...(value ? { value } : {}), position };
  });
  const wires = network.nodes.flatMap(({ id, inputs = [] }) =>
    inputs.map((from, port) => ({ from, to: id, port })),
  );
  return JSON.stringify({ format: "backflow", version: 1, batch: network.rows, nodes, wires });
}

/** The settings that stand for a run of the reference. */
export function settingsOf(run: ReferenceRun): TrainingSettings {
  const { schedule } = run;
  return {
    optimizer: optimizerOf(run.optimiser),
    rate: run.rate,
    schedule: {
      id: schedule.kind,
      settings: {
        ...(schedule.factor === undefined ? {} : { factor: schedule.factor }),
        ...(schedule.epochs === undefined ? {} : { every: schedule.epochs }),
        ...(schedule.start === undefined ? {} : { start: schedule.start }),
        ...(schedule.kind === "cosine"
          ? { iterations: run.iterations }
          : schedule.iterations === undefined
            ? {}
            : { iterations: schedule.iterations }),
      },
    },
    batchSize: run.batchSize,
    l1: run.l1,
    weightDecay: run.weightDecay,
    penalized: run.all ? "all" : "weights",
    clip: run.clip,
    patience: null,
    epochs: run.epochs.length,
    seed: 1,
  };
}

function optimizerOf({
  kind,
  momentum = 0,
  dampening = 0,
  nesterov,
  mu = 0,
  alpha = 0,
  beta1 = 0,
  beta2 = 0,
  epsilon = 0,
}: ReferenceOptimizer): { readonly id: OptimizerId; readonly settings: SettingValues } {
  switch (kind) {
    case "sgd":
      if (momentum === 0) return { id: "gradient-descent", settings: {} };
      if (nesterov) return { id: "nesterov", settings: { momentum } };
      return { id: "heavy-ball", settings: { momentum, dampening } };
    case "lecture-momentum":
      return { id: "momentum", settings: { momentum: mu } };
    case "rmsprop":
      return { id: "rmsprop", settings: { alpha, epsilon } };
    case "adam":
    case "adamw":
      return { id: kind, settings: { beta1, beta2, epsilon } };
  }
}

/** |actual − reference| ÷ max(1, |reference|), the largest; ∞ where lengths differ or a number is missing. */
export function largestError(actual: ArrayLike<number>, reference: ArrayLike<number>): number {
  if (actual.length !== reference.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < reference.length; i++) {
    const expected = reference[i] ?? Number.NaN;
    const error = Math.abs((actual[i] ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
    if (!(error <= largest)) largest = Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  }
  return largest;
}
