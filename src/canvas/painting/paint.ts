/** Elements by their `data-part`, and what was last written into them, so that the same is not written again. */
export class Paint<Part extends string> {
  private readonly parts = new Map<string, Element>();
  private readonly texts = new Map<Element, Text>();
  private readonly attributes = new Map<Element, Map<string, string>>();
  private readonly properties = new Map<ElementCSSInlineStyle, string>();

  constructor(...roots: readonly (Element | null)[]) {
    for (const root of roots) {
      for (const element of root?.querySelectorAll("[data-part]") ?? []) {
        this.parts.set(element.getAttribute("data-part") ?? "", element);
      }
    }
  }

  part(name: Part): Element | undefined {
    return this.parts.get(name);
  }

  text(element: Element | undefined, text: string): void {
    if (!element) return;
    let node = this.texts.get(element);
    if (!node) {
      node = document.createTextNode("");
      element.replaceChildren(node);
      this.texts.set(element, node);
    }
    if (node.data !== text) node.data = text;
  }

  /** A text that its style sheet sets as large as there is room, by its width in characters: `--characters`. */
  fittedText(element: Element | undefined, text: string, width: number): void {
    this.text(element, text);
    if (element instanceof HTMLElement) {
      this.property(element, "--characters", Math.max(1, width).toFixed(1));
    }
  }

  attribute(element: Element | undefined, name: string, value: string): void {
    if (!element) return;
    let written = this.attributes.get(element);
    if (!written) {
      written = new Map();
      this.attributes.set(element, written);
    }
    if (written.get(name) === value) return;
    written.set(name, value);
    element.setAttribute(name, value);
  }

  /** The one custom property that is painted into an element's style. */
  property(element: ElementCSSInlineStyle, name: string, value: string): void {
    if (this.properties.get(element) === value) return;
    this.properties.set(element, value);
    element.style.setProperty(name, value);
  }
}
