/** Elements by their `data-part`, and what was last written into them, so that the same is not written again. */
export class Paint<Part extends string> {
  private readonly parts = new Map<string, Element>();
  private readonly texts = new Map<Element, Text>();
  private readonly attributes = new Map<Element, Map<string, string>>();
  private readonly properties = new Map<ElementCSSInlineStyle, Map<string, string>>();

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
    if (element && isNew(this.attributes, element, name, value)) element.setAttribute(name, value);
  }

  /** A custom property of an element's style: what a style sheet makes of it is its business. */
  property(element: ElementCSSInlineStyle, name: `--${string}`, value: string): void {
    if (isNew(this.properties, element, name, value)) element.style.setProperty(name, value);
  }
}

/** Notes what is written of an element under a name. False where that is there already. */
function isNew<Key>(
  written: Map<Key, Map<string, string>>,
  element: Key,
  name: string,
  value: string,
): boolean {
  let own = written.get(element);
  if (!own) {
    own = new Map();
    written.set(element, own);
  }
  if (own.get(name) === value) return false;
  own.set(name, value);
  return true;
}
