/** What the fragment of an address asks for. A step is the playhead's, a whole number from 0. */
export type Address =
  | { readonly kind: "empty" }
  | { readonly kind: "preset"; readonly slug: string; readonly step: number | null }
  /** `payload` is for `decodeLink`, `g1=` included. */
  | { readonly kind: "graph"; readonly payload: string; readonly step: number | null }
  /** A graph in a format of a later Backflow. */
  | { readonly kind: "newer"; readonly version: number }
  | { readonly kind: "unknown" };

const MAX_STEP = 1e6;

/**
 * Reads `location.hash`, with or without its #. Forgives what chat programs do to a link: percent-encoded or
 * HTML-encoded separators, and punctuation that stuck to its end. A step that is none is left out.
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
  const step = readStep(others);
  if (name === "preset") {
    return /^[A-Za-z0-9_-]{1,80}$/.test(value)
      ? { kind: "preset", slug: value, step }
      : { kind: "unknown" };
  }
  if (name === "g1") return { kind: "graph", payload: first, step };
  const version = Number(name.slice(1));
  return version > 1 ? { kind: "newer", version } : { kind: "unknown" };
}

/** The fragment of an address, with its #; empty for the kinds that no link is made of. */
export function formatFragment(address: Address): string {
  if (address.kind !== "preset" && address.kind !== "graph") return "";
  const step = address.step === null ? "" : `&step=${address.step}`;
  return `#${address.kind === "preset" ? `preset=${address.slug}` : address.payload}${step}`;
}

function readStep(parameters: readonly string[]): number | null {
  for (const parameter of parameters) {
    const digits = /^step=(\d{1,7})$/.exec(parameter)?.[1];
    if (digits !== undefined && Number(digits) <= MAX_STEP) return Number(digits);
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
