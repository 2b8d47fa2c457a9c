/*
 * The custom properties of theme.css for what is drawn pixel by pixel, on a <canvas> or into a file. They are read once a
 * scheme: asking for a style while others are written costs a layout each time.
 */

const values = new Map<string, string>();
let scheme: MediaQueryList | null = null;

/** A property as a canvas takes it: a colour as the present scheme has it, "rgb(…)", anything else as it is written. */
export function themeValue(property: string): string {
  watchScheme();
  let value = values.get(property);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(property).trim();
    if (CSS.supports("color", value)) value = presentColour(value);
    values.set(property, value);
  }
  return value;
}

/** Red, green and blue of a colour of the theme, each from 0 to 255. */
export function themeChannels(property: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = Array.from(
    themeValue(property).matchAll(/[\d.]+/g),
    Number,
  );
  return [red, green, blue];
}

/** Calls whenever the scheme has changed. Returns what ends that. */
export function watchTheme(changed: () => void): () => void {
  const media = watchScheme();
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** The first to hear of another scheme, so that nobody reads the values of the last one. */
function watchScheme(): MediaQueryList {
  if (!scheme) {
    scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => values.clear());
  }
  return scheme;
}

/** A property hands out a colour as it is written, `light-dark(…)` too; as that of an element it is "rgb(…)" in one scheme. */
function presentColour(value: string): string {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = value;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
