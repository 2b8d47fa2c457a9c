import type Katex from "katex";

/** What sets formulas; null until it is there. */
let katex: Pick<typeof Katex, "renderToString" | "ParseError"> | null = null;
let loading: Promise<void> | null = null;
let isSettled = false;
const listeners = new Set<() => void>();

/**
 * Fetches KaTeX, which is a fourth of the whole page: the graph, its numbers and its controls can be seen and used before
 * formulas are set. Where it cannot be fetched, formulas are shown as their source.
 */
export function loadTex(): Promise<void> {
  loading ??= import("katex")
    .then(
      (loaded) => {
        katex = loaded;
      },
      () => undefined,
    )
    .then(() => {
      isSettled = true;
      for (const listener of listeners) listener();
      listeners.clear();
    });
  return loading;
}

/** Is it known how formulas are shown: set, or as their source? */
export const texIsSettled = (): boolean => isSettled;

/** Tells once that it is known; returns what takes that back. */
export function onTexSettled(listener: () => void): () => void {
  if (!isSettled) listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Colours of theme.css that a formula may name, as in \colorbox{known}{$…$} or \textcolor{positive}{…}:
 * KaTeX takes letters only, and writes the name into a style attribute, where it becomes the property.
 */
const COLOURS: Record<string, string> = {
  ink: "--ink",
  soft: "--ink-soft",
  positive: "--positive",
  negative: "--negative",
  known: "--known",
  knownink: "--known-ink",
  leftbehind: "--left-behind",
  leftbehindink: "--left-behind-ink",
  vanishing: "--vanishing",
  blocked: "--blocked",
  cancelled: "--cancelled",
  exploding: "--exploding",
  notfinite: "--not-finite",
  cutoff: "--cut-off",
  culprit: "--culprit",
  culpritpaper: "--culprit-paper",
};

/** Enough for every label of a large graph; beyond, the longest unused goes first. */
const CAPACITY = 4000;
const cache = new Map<string, string | null>();

/** A formula in its line, as a block of its own, or, where another text is read aloud, of few elements. */
export type TexForm = "inline" | "display" | "lean";

/**
 * The HTML of a formula, or null where KaTeX refuses it (show the source as text then). Cached by source, so that live
 * writing into the DOM costs one look-up. Only once KaTeX is loaded: before, it is null too, and not remembered.
 */
export function texHtml(latex: string, form: TexForm = "inline"): string | null {
  const key = `${form} ${latex}`;
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  if (katex === null) return null;
  const html = render(katex, latex, form);
  if (cache.size >= CAPACITY) {
    for (const oldest of cache.keys()) {
      cache.delete(oldest);
      break;
    }
  }
  cache.set(key, html);
  return html;
}

function render(
  { renderToString, ParseError }: NonNullable<typeof katex>,
  latex: string,
  form: TexForm,
): string | null {
  try {
    const html = renderToString(latex, {
      displayMode: form === "display",
      trust: false,
      maxSize: 5,
      maxExpand: 50,
      throwOnError: true,
      strict: "ignore",
      output: form === "lean" ? "html" : "htmlAndMathml",
    });
    return withThemeColours(form === "lean" ? withoutLayers(html) : html);
  } catch (error) {
    // A formula that KaTeX does not take may be what somebody typed. Anything else is a fault of this page.
    if (!(error instanceof ParseError)) reportError(error);
    return null;
  }
}

/** KaTeX escapes quotes in text, so style="…" is always an attribute that it wrote itself. */
const withThemeColours = (html: string): string =>
  html.replace(/ style="[^"]*"/g, (style) =>
    style.replace(/color:([a-z]+)/g, (whole, name: string) => {
      const property = Object.hasOwn(COLOURS, name) ? COLOURS[name] : undefined;
      return property === undefined ? whole : `color:var(${property})`;
    }),
  );

/**
 * KaTeX lifts each index and each part of a fraction by its `top`, which makes a layer of it; a canvas of hundreds of
 * formulas has to paint every layer at every frame. Margins that cancel each other lift it as well.
 */
const withoutLayers = (html: string): string =>
  html
    .replace(
      / style="top:(-?)([\d.]+em);/g,
      (_, sign: string, way: string) =>
        ` style="position:static;margin-top:${sign}${way};margin-bottom:${sign === "" ? "-" : ""}${way};`,
    )
    .replaceAll("<span></span>", '<span style="position:static"></span>');
