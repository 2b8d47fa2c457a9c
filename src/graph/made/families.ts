import type { BackflowDocument } from "../document";
import type { Made } from "../made-settings";
import { chainFamily } from "./chain-family";
import type { BareDocument } from "./description";
import { type Family, isAllowed } from "./family";
import { layersFamily } from "./layers-family";
import { shallowFamily } from "./shallow-family";

/**
 * All families. The index of one is its number in links, and what settings of a released family make is frozen by golden
 * graphs, so this table is append-only.
 */
export const families: readonly Family[] = [shallowFamily, chainFamily, layersFamily];

/** The family of an id, which may come from outside; undefined for one that this page does not know. */
export function familyOf(id: string): Family | undefined {
  return families.find((family) => family.id === id);
}

/** A graph of a family as it is made first. */
export function initialMade(family: Family): Made {
  return { family: family.id, settings: family.settings.map(({ initial }) => initial) };
}

/** Is there such a family, and is each of its settings allowed? */
export function isMakable({ family: id, settings }: Made): boolean {
  const family = familyOf(id);
  return (
    family !== undefined &&
    settings.length === family.settings.length &&
    family.settings.every((description, index) => isAllowed(description, settings[index]))
  );
}

/** What was made last is asked for again with every edit. */
let last: { readonly text: string; readonly document: BareDocument } | null = null;

/** The document that `made` describes, with one row of numbers behind it. To be called of what is makable. */
export function madeDocument(made: Made): BareDocument {
  const text = JSON.stringify([made.family, made.settings]);
  if (last?.text === text) return last.document;
  const family = familyOf(made.family);
  if (!family || !isMakable(made)) throw new Error(`Not makable: ${made.family}`);
  const document = family.make(made.settings);
  last = { text, document };
  return document;
}

/** Are graph and numbers of a document those that `made` describes? Places of nodes, title and rows are free. */
export function isAsMade(
  made: Made,
  { graph, numbers }: Pick<BackflowDocument, "graph" | "numbers">,
): boolean {
  const document = madeDocument(made);
  return isAlike(graph, document.graph) && isAlike(numbers, document.numbers);
}

/** The same data: lists, maps and objects of the same members, whatever their order in an object. */
function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return false;
  }
  if (one instanceof Map) {
    return (
      other instanceof Map &&
      one.size === other.size &&
      [...one].every(([key, value]) => isAlike(value, other.get(key)))
    );
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const members = Object.entries(one);
  return (
    members.length === Object.keys(other).length &&
    members.every(([key, value]) => isAlike(value, (other as Record<string, unknown>)[key]))
  );
}
