import { atSample, type Evaluation, type Partials, partialsOf } from "../evaluation";
import { isFiniteAll } from "../statistics";
import type { OwnedNumbers } from "../trace";
import { idOf } from "./finiteness-causes";
import { findSources } from "./finiteness-sources";
import type { NonFinite, NonFiniteStep } from "./non-finite";
import { spoiledBy } from "./spoiling";

/** The sources of one run at the sample, in the order of the run (E14). Empty where all is finite. */
export function nonFiniteSources(evaluation: Evaluation): readonly NonFinite[] {
  const { values, derivatives, partials } = evaluation.arenas;
  if (isFiniteAll(values) && isFiniteAll(derivatives) && isFiniteAll(partials)) return [];
  return findSources(evaluation).map((source) => withSpoils(evaluation, source));
}

/** The first source of the run, whose repair may repair the others; null where all is finite. */
export function firstNonFinite(evaluation: Evaluation): NonFinite | null {
  return nonFiniteSources(evaluation)[0] ?? null;
}

function withSpoils(evaluation: Evaluation, source: NonFiniteStep): NonFinite {
  let found: ReturnType<typeof spoiledBy> | null = null;
  const spoils = () => {
    found ??= spoiledBy(evaluation, source);
    return found;
  };
  return {
    ...source,
    sample: evaluation.sample,
    get spoiledValues() {
      return spoils().values;
    },
    get spoiledDerivatives() {
      return spoils().derivatives;
    },
  };
}

/**
 * The first training row whose run is not finite, of those after which the partials of all are spoiled. Where all are
 * finite, the first partial whose mean over the rows is not. Null where all is finite.
 */
export function firstNonFiniteOfRows(evaluation: Evaluation): NonFinite | null {
  const { statistics } = evaluation;
  if (!statistics?.spoiledBy) return null;
  const { first, count } = statistics.spoiledBy;
  for (let row = first; row < first + count; row++) {
    const found = firstNonFinite(atSample(evaluation, row));
    if (found) return found;
  }
  return findMean(evaluation);
}

/** The samples of a partial are finite, but not their sum, of which the mean is made. */
function findMean(evaluation: Evaluation): NonFinite | null {
  const { topology } = evaluation.plan;
  for (const node of topology.order.toReversed()) {
    const bad = badPartial(partialsOf(evaluation, idOf(evaluation, node)));
    if (!bad) continue;
    const { partial, result } = bad;
    const wire =
      partial.kind === "omega" ? (topology.incoming[node]?.[partial.port] ?? null) : null;
    return {
      sample: null,
      pass: "backward",
      node,
      wire,
      partial,
      cause: "overflow",
      inputs: [],
      result,
      spoiledValues: [],
      spoiledDerivatives: [],
    };
  }
  return null;
}

/** The first of what a node owns whose partial is not finite, in the order of the run. */
function badPartial(
  partials: Partials | null,
): { readonly partial: OwnedNumbers; readonly result: number } | null {
  if (!partials) return null;
  const owned: readonly (readonly [OwnedNumbers, readonly number[]])[] =
    partials.kind === "parameter"
      ? [[{ kind: "parameter" }, partials.value]]
      : [
          [{ kind: "beta" }, partials.beta],
          ...partials.omega.map((block, port) => [{ kind: "omega", port }, block.flat()] as const),
        ];
  for (const [partial, numbers] of owned) {
    const result = numbers.find((value) => !Number.isFinite(value));
    if (result !== undefined) return { partial, result };
  }
  return null;
}
