import { downloadFile } from "@/ui";

/** Properties that a drawing takes from the page and has to carry with it when it leaves. */
const CARRIED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
] as const;

/** A drawing as the text of an SVG file that needs no style sheet, on the ground that it stands on. */
function svgText(drawing: SVGSVGElement, ground: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const from = [drawing, ...drawing.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    const target = to[index];
    if (!target || !(element instanceof SVGElement)) return;
    for (const name of CARRIED) target.style.setProperty(name, style.getPropertyValue(name));
    target.removeAttribute("class");
  });
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.style.setProperty("background", ground);
  addCanvases(drawing, copy);
  addTexts(drawing, copy);
  return new XMLSerializer().serializeToString(copy);
}

const SVG = "http://www.w3.org/2000/svg";

/** What is painted on a canvas beneath a drawing, such as a map, goes with it as a picture. */
function addCanvases(drawing: SVGSVGElement, copy: SVGSVGElement): void {
  const origin = drawing.getBoundingClientRect();
  for (const canvas of figureOf(drawing)?.querySelectorAll("canvas") ?? []) {
    const box = canvas.getBoundingClientRect();
    const image = document.createElementNS(SVG, "image");
    image.setAttribute("href", canvas.toDataURL("image/png"));
    image.setAttribute("x", String(box.left - origin.left));
    image.setAttribute("y", String(box.top - origin.top));
    image.setAttribute("width", String(box.width));
    image.setAttribute("height", String(box.height));
    image.setAttribute("preserveAspectRatio", "none");
    copy.prepend(image);
  }
}

/**
 * What the page sets over a drawing goes with it: symbols and numbers as plain text, `data-text`, on the box that they stand
 * on; squares and the like as the box alone, `data-box`.
 */
function addTexts(drawing: SVGSVGElement, copy: SVGSVGElement): void {
  const origin = drawing.getBoundingClientRect();
  const set = figureOf(drawing)?.querySelectorAll<HTMLElement>("[data-text], [data-box]") ?? [];
  for (const element of set) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const [left, top] = [box.left - origin.left, box.top - origin.top];
    copy.append(boxOf(style, left, top, box));
    if (element.dataset.text === undefined) continue;
    const text = document.createElementNS(SVG, "text");
    text.textContent = element.dataset.text;
    text.setAttribute("x", String(left + box.width / 2));
    text.setAttribute("y", String(top + box.height / 2));
    text.setAttribute("text-anchor", "middle");
    text.setAttribute("dominant-baseline", "central");
    for (const name of ["font-family", "font-size", "font-weight"]) {
      text.style.setProperty(name, style.getPropertyValue(name));
    }
    text.style.setProperty("fill", style.color);
    copy.append(text);
  }
}

/** The ground and the border of an element of the page, which are see-through where it has none. */
function boxOf(
  style: CSSStyleDeclaration,
  left: number,
  top: number,
  { width, height }: { readonly width: number; readonly height: number },
): SVGRectElement {
  const border = Number.parseFloat(style.borderTopWidth) || 0;
  const rect = document.createElementNS(SVG, "rect");
  // A border lies within its box, a stroke half outside its shape.
  rect.setAttribute("x", String(left + border / 2));
  rect.setAttribute("y", String(top + border / 2));
  rect.setAttribute("width", String(Math.max(0, width - border)));
  rect.setAttribute("height", String(Math.max(0, height - border)));
  rect.setAttribute("rx", String(Number.parseFloat(style.borderTopLeftRadius) || 0));
  rect.style.setProperty("fill", style.backgroundColor);
  rect.style.setProperty("stroke", border > 0 ? style.borderTopColor : "none");
  rect.style.setProperty("stroke-width", String(border));
  return rect;
}

function figureOf(drawing: SVGSVGElement): Element | null {
  return drawing.closest("[data-figure]");
}

/** Hands a drawing to the user as an SVG file. */
export function saveAsSvg(drawing: SVGSVGElement, ground: string, name: string): void {
  const file = new Blob([svgText(drawing, ground)], { type: "image/svg+xml" });
  downloadFile(file, `${name}.svg`);
}

/** The same as a PNG of twice its pixels; false where the browser cannot draw it. */
export async function saveAsPng(
  drawing: SVGSVGElement,
  ground: string,
  name: string,
): Promise<boolean> {
  const { width, height } = drawing.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing, ground))}`;
  const isRead = await image.decode().then(
    () => true,
    () => false,
  );
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(2 * width);
  canvas.height = Math.round(2 * height);
  const pen = canvas.getContext("2d");
  if (!isRead || !pen) return false;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (file) downloadFile(file, `${name}.png`);
  return file !== null;
}

/** Hands a text to the user as a file. */
export function saveAsText(text: string, type: string, name: string): void {
  downloadFile(new Blob([text], { type }), name);
}
