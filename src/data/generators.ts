import { bumps } from "./bumps";
import { circle } from "./circle";
import { drawn } from "./drawn";
import type { Generator } from "./generator";
import { line } from "./line";
import { polynomial } from "./polynomial";
import { sine } from "./sine";
import { spirals } from "./spirals";
import { step } from "./step";
import { twoMoons } from "./two-moons";
import { xor } from "./xor";

/**
 * All generators. The index of one is its number in links, so this table is append-only; and what a released generator
 * gives is frozen by golden rows.
 */
const table = [
  line,
  sine,
  step,
  polynomial,
  bumps,
  circle,
  twoMoons,
  spirals,
  xor,
  drawn,
] as const satisfies readonly Generator[];

/** What files call a generator. */
export type GeneratorId = (typeof table)[number]["id"];

/** A generator of the table: its id is one of those that there are. */
export type TableGenerator = Generator & { readonly id: GeneratorId };

/** All generators, as they are chosen from. */
export const generators: readonly TableGenerator[] = table;

const byId: ReadonlyMap<string, TableGenerator> = new Map(
  generators.map((generator) => [generator.id, generator]),
);

/** The generator of an id. Ids that come from outside are looked up in `generators` first: this one throws. */
export function generatorOf(id: GeneratorId): TableGenerator {
  const generator = byId.get(id);
  if (generator === undefined) throw new Error(`No such generator: ${id}`);
  return generator;
}

/** For ids from outside: undefined where there is none of that name. */
export const generatorById = (id: string): TableGenerator | undefined => byId.get(id);
