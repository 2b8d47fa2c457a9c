import { adam } from "./adam";
import { adamw } from "./adamw";
import { gradientDescent } from "./gradient-descent";
import { heavyBall } from "./heavy-ball";
import { momentum } from "./momentum";
import { nesterov } from "./nesterov";
import { rmsprop } from "./rmsprop";
import type { Optimizer } from "./types";

/** All optimisers, as they are chosen from. Links name them by id: never rename, never remove. */
const table = [gradientDescent, momentum, nesterov, rmsprop, adam, adamw, heavyBall] as const;

/** What links and files call an optimiser. */
export type OptimizerId = (typeof table)[number]["id"];

/** All optimisers, as they are chosen from. */
export const optimizers: readonly (Optimizer & { readonly id: OptimizerId })[] = table;

/** For ids from outside. A Map and not an object, for "constructor" is no optimiser. */
export const optimizerById: ReadonlyMap<string, Optimizer & { readonly id: OptimizerId }> = new Map(
  optimizers.map((optimizer) => [optimizer.id, optimizer]),
);

/** The optimiser of an id. Ids that come from outside are looked up in `optimizerById`: this one throws. */
export function optimizerOf(id: OptimizerId): Optimizer {
  const optimizer = optimizerById.get(id);
  if (optimizer === undefined) throw new Error(`No such optimiser: ${id}`);
  return optimizer;
}
