import { FORMAT } from "../parts/table";

/** Where somebody looks who follows an address; null for what it leaves open. */
export interface Spot {
  /** The playhead's, a whole number from 0. One beyond the end stands for the end. */
  readonly step: number | null;
  /** The chosen sample, a whole number from 1, as the page counts them. One beyond the last stands for the last. */
  readonly sample: number | null;
}

/** What the fragment of an address asks for. */
export type Address =
  | { readonly kind: "empty" }
  | ({ readonly kind: "preset"; readonly slug: string } & Spot)
  /** `payload` is for `decodeLink`, `g1=` included. */
  | ({ readonly kind: "graph"; readonly payload: string } & Spot)
  /** A graph in a format of a later Backflow. */
  | { readonly kind: "newer"; readonly version: number }
  | { readonly kind: "unknown" };

/**
 * Reads `location.hash`, with or without its #. Forgives what chat programs do to a link: percent-encoded or
 * HTML-encoded separators, and punctuation that stuck to its end. A step or sample that is none is left out.
 */
export function parseFragment(hash: string): Address {
  const [first = "", ...others] = withoutTail(hash)
    .replace(/%(?:25)*(3d|26|23)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll("&amp;", "&")
    .replace(/^#/, "")
    .split("&");
  if (first === "") return others.length > 0 ? { kind: "unknown" } : { kind: "empty" };
  const [, name = "", value = ""] = /^(preset|g\d{1,9})=(.*)$/s.exec(first) ?? [];
  const sample = readCount(others, "sample");
  const spot = { step: readCount(others, "step"), sample: sample === 0 ? null : sample };
  if (name === "preset") {
    return /^[A-Za-z0-9_-]{1,80}$/.test(value)
      ? { kind: "preset", slug: value, ...spot }
      : { kind: "unknown" };
  }
  const version = Number(name.slice(1));
  if (version > FORMAT.version) return { kind: "newer", version };
  return name === `g${version}` && version >= 1
    ? { kind: "graph", payload: first, ...spot }
    : { kind: "unknown" };
}

/** The fragment of an address, with its #; empty for the kinds that no link is made of. */
export function formatFragment(address: Address): string {
  if (address.kind !== "preset" && address.kind !== "graph") return "";
  const step = address.step === null ? "" : `&step=${address.step}`;
  const sample = address.sample === null ? "" : `&sample=${address.sample}`;
  const graph = address.kind === "preset" ? `preset=${address.slug}` : address.payload;
  return `#${graph}${step}${sample}`;
}

/** The first of the parameters with this name whose value is a whole number, however long. */
function readCount(parameters: readonly string[], name: string): number | null {
  for (const parameter of parameters) {
    const value = parameter.startsWith(`${name}=`) ? parameter.slice(name.length + 1) : "";
    if (/^\d+$/.test(value)) return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
  }
  return null;
}

/**
 * Without the characters at its end that no link ends in: browsers percent-encode some of them. A loop, because a
 * regular expression anchored at the end alone takes quadratic time on a hostile address.
 */
function withoutTail(text: string): string {
  let end = text.length;
  for (;;) {
    if (end >= 3 && /^%[0-9a-f]{2}$/i.test(text.slice(end - 3, end))) end -= 3;
    else if (end > 0 && !/[A-Za-z0-9_-]/.test(text.charAt(end - 1))) end -= 1;
    else return text.slice(0, end);
  }
}
