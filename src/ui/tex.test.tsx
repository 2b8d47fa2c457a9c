// @vitest-environment happy-dom
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Tex } from "./tex";
import { texHtml } from "./tex-html";

function draw(latex: string, label?: string): HTMLElement {
  const host = document.createElement("div");
  host.innerHTML = renderToStaticMarkup(<Tex latex={latex} label={label} />);
  return host;
}

test("a formula is set, with MathML for those who do not see it", () => {
  const host = draw("\\frac{\\partial\\ell}{\\partial f_2}");
  expect(host.querySelector(".katex-html")).not.toBe(null);
  expect(host.querySelector("math")).not.toBe(null);
});

test("a label speaks for the whole", () => {
  const host = draw("\\beta_0", "beta zero");
  expect(host.querySelector('[role="img"]')?.getAttribute("aria-label")).toBe("beta zero");
  expect(host.querySelector('[role="img"] [aria-hidden="true"]')?.textContent).toContain("β");
  expect(host.querySelector("math")).toBe(null);
});

test("a formula with a label is lifted by margins that cancel each other, and has no layers", () => {
  const host = draw("\\frac{\\partial h_3}{\\partial f_2}+x^2", "a sum");
  const lifted = [...host.querySelectorAll<HTMLElement>(".vlist > span")];
  expect(lifted.length).toBeGreaterThan(6);
  for (const { style } of lifted) {
    expect(style.position).toBe("static");
    expect(style.top).toBe("");
    const up = Number.parseFloat(style.marginTop || "0");
    expect(up + Number.parseFloat(style.marginBottom || "0")).toBe(0);
  }
  expect(lifted.filter(({ style }) => style.marginTop !== "").length).toBeGreaterThan(4);
});

test.each(["\\frac{1", "\\nosuch", "\\def\\a{\\a\\a}\\a", "<img src=x onerror=alert(1)> \\frac{"])(
  "%j is shown as plain text",
  (latex) => {
    expect(texHtml(latex)).toBe(null);
    const host = draw(latex);
    expect(host.textContent).toBe(latex);
    expect(host.querySelector("img, .katex")).toBe(null);
  },
);

test.each([
  "<img src=x onerror=alert(1)>",
  "\\text{<script>alert(1)</script>}",
  "\\htmlData{x=1}{a}",
  "\\href{javascript:alert(1)}{a}",
  "\\url{javascript:alert(1)}",
  "\\includegraphics{https://example.org/a.png}",
  "\\htmlStyle{position:fixed}{a}",
  '\\text{" style="color:known" onclick="alert(1)}',
])("%j brings no HTML of its own", (latex) => {
  const host = draw(latex);
  expect(host.querySelector("script, img, a")).toBe(null);
  for (const element of host.querySelectorAll("*")) {
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^data-|^href/);
    expect(element.getAttribute("style") ?? "").not.toMatch(/position:\s*fixed/);
  }
});

test("colours of the theme go by name, also in the dark", () => {
  const html = texHtml("\\colorbox{known}{$x$}\\textcolor{positive}{2}\\textcolor{red}{3}");
  expect(html).toContain("background-color:var(--known)");
  expect(html).toContain('style="color:var(--positive);"');
  expect(html).toContain('style="color:red;"');
});

test("sizes are held", () => {
  expect(texHtml("\\rule{900em}{900em}")).not.toMatch(/900em;/);
});

test("the cache is bounded and keeps display apart", () => {
  expect(texHtml("\\sum_i x")).not.toBe(texHtml("\\sum_i x", "display"));
  const first = texHtml("a_{-1}");
  for (let index = 0; index < 4100; index += 1) texHtml(`\\bad{${index}`);
  expect(texHtml("a_{-1}")).toBe(first);
});
