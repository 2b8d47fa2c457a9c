import type { Page } from "@playwright/test";

/**
 * Everything that a hostile text could bring about, told as it happens: scripts that run, requests to elsewhere,
 * refusals of the page's own policy, dialogs, uncaught errors, and elements or attributes that could do any of it. To be
 * called before the page is opened.
 */
export async function watchForHarm(page: Page, origin: string): Promise<readonly string[]> {
  const harms: string[] = [];
  await page.exposeFunction("tellHarm", (harm: string) => harms.push(harm));
  await page.addInitScript(watchInPage);
  page.on("dialog", (dialog) => {
    harms.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => harms.push(`an uncaught error: ${error.message}`));
  page.on("popup", (popup) => harms.push(`another page: ${popup.url()}`));
  page.on("websocket", (socket) => harms.push(`a socket: ${socket.url()}`));
  const isElsewhere = (url: string): boolean =>
    !/^(data|blob|about):/.test(url) && !url.startsWith(`${origin}/`);
  page.on("request", (request) => {
    if (isElsewhere(request.url())) harms.push(`a request: ${request.url()}`);
  });
  await page.context().route(
    (url) => isElsewhere(url.href),
    (route) => {
      harms.push(`a request on its way: ${route.request().url()}`);
      return route.abort();
    },
  );
  return harms;
}

/** Runs in the page, before anything else of it. */
function watchInPage(): void {
  const { tellHarm } = window as unknown as { tellHarm: (harm: string) => void };
  Object.assign(window, { ran: () => tellHarm("a script ran") });
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    tellHarm(`against ${violatedDirective}: ${blockedURI}`),
  );
  const dangerous =
    "script, iframe, frame, object, embed, base, meta, style, form, audio, video, source, portal, template, noscript, " +
    "foreignObject, image, animate, set, maction, mglyph, annotation-xml, marquee, plaintext, xmp, img";
  const inspect = (element: Element): void => {
    if (element.matches(dangerous)) tellHarm(`<${element.localName}>: ${element.outerHTML}`);
    for (const { name, value } of element.attributes) {
      const isAddress = /^(href|src|srcset|xlink:href|action|formaction|data|poster|ping)$/i;
      const isElsewhere =
        isAddress.test(name) && /evil\.test|^\s*(data|javascript|vbscript):/i.test(value);
      const isScript = /^on/i.test(name);
      const isStyle = name === "style" && /url\(|expression\(|image-set/i.test(value);
      if (isScript || isElsewhere || isStyle)
        tellHarm(`${name}="${value}" of ${element.localName}`);
    }
  };
  const observer = new MutationObserver((changes) => {
    if (document.readyState === "loading") return;
    for (const { target, addedNodes } of changes) {
      if (target instanceof Element) inspect(target);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        inspect(node);
        node.querySelectorAll("*").forEach(inspect);
      }
    }
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  // What index.html itself holds is its own business, also where it has not been told yet when all of it is read.
  const forget = (): void => void observer.takeRecords();
  document.addEventListener("readystatechange", forget, { once: true });
}
