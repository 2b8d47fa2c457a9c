import type { TrainingSettings } from "@/optimizers";
import type { Cursor } from "./cursor";

/** Where a run begins. */
export interface RunStart {
  /** Iterations that lie behind: 0, or those of the run that it was forked from. */
  readonly t: number;
  readonly cursor: Cursor;
  readonly parameters: Float64Array;
  /** What the optimiser has kept so far, one array after the other, and since how many updates; null: it begins. */
  readonly memory: { readonly numbers: Float64Array; readonly age: number } | null;
}

/** Where a run begins: before the first row, with these parameters (not copied) and an optimiser that remembers nothing. */
export function startOf(parameters: Float64Array): RunStart {
  return { t: 0, cursor: { epoch: 0, position: 0 }, parameters, memory: null };
}

/** A run at one of its iterations, as far as another one can go on from there. */
export interface ForkedMoment {
  readonly t: number;
  readonly cursor: Cursor;
  /** What the optimiser has kept, and since how many updates. */
  readonly memory: readonly Float64Array[];
  readonly memoryAge: number;
  readonly settings: TrainingSettings;
}

/**
 * Where a run begins that goes on from there with other settings and these parameters (not copied). The memory stays with
 * the same optimiser; another one begins with none.
 */
export function forkStart(
  { t, cursor, memory, memoryAge, settings: { optimizer } }: ForkedMoment,
  { optimizer: { id } }: TrainingSettings,
  parameters: Float64Array,
): RunStart {
  const keeps = id === optimizer.id;
  const numbers = Float64Array.from(memory.flatMap((kept) => [...kept]));
  return { t, cursor, parameters, memory: keeps ? { numbers, age: memoryAge } : null };
}
