/** The values of theme.css for drawing on a canvas, and a call whenever the theme changes. */
export function watchTheme(changed: () => void): {
  readonly of: (property: string) => string;
  readonly stop: () => void;
} {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  const forget = (): void => {
    known.clear();
    changed();
  };
  const chosen = new MutationObserver(forget);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dark.addEventListener("change", forget);
  return {
    of: (property) => {
      let value = known.get(property);
      if (value === undefined) {
        value = style.getPropertyValue(property).trim();
        known.set(property, value);
      }
      return value;
    },
    stop: () => {
      chosen.disconnect();
      dark.removeEventListener("change", forget);
    },
  };
}
