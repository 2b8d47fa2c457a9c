import { renderToString } from "katex";

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
 * The HTML of a formula, or null where KaTeX refuses it (show the source as text then). Cached by
 * source, so that live writing into the DOM costs one look-up.
 */
export function texHtml(latex: string, form: TexForm = "inline"): string | null {
  const key = `${form} ${latex}`;
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const html = render(latex, form);
  if (cache.size >= CAPACITY) {
    for (const oldest of cache.keys()) {
      cache.delete(oldest);
      break;
    }
  }
  cache.set(key, html);
  return html;
}

function render(latex: string, form: TexForm): string | null {
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
  } catch {
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
