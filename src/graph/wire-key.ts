import type { Wire } from "./document";

/**
 * What a wire is called wherever it needs a name: "x->h:0" leads from x into port 0 of h. The page writes it as
 * `data-edge`, where tests and scripts look for it.
 */
export function wireKey({ source, target, port }: Wire): string {
  return `${source}->${target}:${port}`;
}

/** Do two wires join the same ends? Every edit makes the wires that it touches anew, so objects do not tell. */
export function isSameWire(one: Wire, other: Wire): boolean {
  return one.source === other.source && one.target === other.target && one.port === other.port;
}
