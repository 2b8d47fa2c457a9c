import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { configDefaults, defineConfig } from "vitest/config";
import { type Turns, turns } from "./scripts/random-turns.mjs";

declare module "vitest" {
  interface ProvidedContext {
    readonly turns: Turns;
  }
}

export default defineConfig({
  // Relative addresses: the build works from any path of any static host.
  base: "./",
  plugins: [react(), katexWoff2Only(), contentSecurityPolicy(), keepHashedFiles()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "baseline-widely-available",
    // The policy below allows neither data: fonts nor inline scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One style sheet: what is fetched later must not be seen without its style.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One file for what the first view needs; of the rest, what is fetched together stands together.
          groups: [
            { name: "page", tags: ["$initial"], priority: 2 },
            // Equations of steps, of updates and of figures are set, and fitted, by the same hand.
            {
              name: "equation",
              test: /\/src\/(explain\/(digits|formula-value|steps\/equation)|panels\/page\/fitting-scale)\./,
              priority: 1.95,
            },
            // What explains a step is fetched when the run begins.
            { name: "steps", test: /\/src\/(explain\/steps|panels\/run)\//, priority: 1.9 },
            // Figures, the table and the training draw with the same marks.
            { name: "ui-plot", test: /\/src\/ui\/plot\//, priority: 1.8 },
            // A map is coloured alike in a figure and in the training.
            { name: "panels-maps", test: /\/src\/panels\/maps\//, priority: 1.75 },
            // Also the pictures in the nodes are swept.
            { name: "engine-sweep", test: /\/src\/engine\/sweep\//, priority: 1.7 },
            // A figure needs the curve through points and the edits of rows, and none of the recipes and CSV.
            {
              name: "data",
              test: /\/src\/data\/(?!spline|interpolation|table-edits)/,
              priority: 1.6,
            },
            // What takes a run from iteration to iteration is the worker's, which has its own, or comes where there is none.
            // What is unfolded in it by hand comes then, a comparison where there are networks to compare, and what stands last after the rest.
            {
              name: "training",
              test: /\/src\/(training(?!\/(runner|run|checkpoints|epoch-losses|loss-history|node-history|parameter-path|pause-watch)\.)|panels\/training(?!\/(DescentMap|DescentMarks|descent-ground|descent-plane|sample-cloud|NodesOverTime|Comparison|layers|TakeAway|weights-import)\.)|explain\/training(?!\/(pytorch-script|losses-csv)\.))\//,
              priority: 1.5,
            },
            { name: featureOf, test: /\/src\/(canvas|panels|explain|engine)\//, priority: 1 },
          ],
        },
      },
    },
    // Read by scripts/check-size.mjs.
    manifest: true,
  },
  preview: { port: 4173 },
  test: {
    // What is random runs a small share, and all of it where LONG is set.
    provide: { turns },
    // Property tests run long on a slow machine, and nothing is timed.
    testTimeout: process.env.LONG ? 600_000 : 120_000,
    hookTimeout: 600_000,
    // Vitest would leave one core to itself, which is half of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          // Modules are loaded once a worker, not once a file: no test relies on how another one leaves them.
          isolate: false,
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, ...testsOfAPage()],
        },
      },
      {
        extends: true,
        // Each has a page and modules of its own, and may replace both.
        test: {
          name: "page",
          environment: "happy-dom",
          include: testsOfAPage(),
          setupFiles: ["src/page.test-support.ts"],
        },
      },
    ],
  },
});

/** A test that needs a page, or replaces modules, says so in its first line: // @vitest-environment happy-dom */
function testsOfAPage(): string[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((path) => `src/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.test\.tsx?$/.test(path))
    .filter((path) => readFileSync(path, "utf8").startsWith("// @vitest-environment happy-dom"));
}

/** The room of a floor, such as "panels-documents": its parts are asked for at the same moments. */
function featureOf(id: string): string | null {
  // Each kind of figure is fetched when one is shown, so what they share is cut out by who asks for it.
  if (id.includes("/src/panels/figures/")) return null;
  const [, floor, room] = /\/src\/(\w+)\/(\w+)\//.exec(id) ?? [];
  return floor && room ? `${floor}-${room}` : null;
}

/**
 * Every browser that runs this page reads woff2, so KaTeX's woff and ttf copies (some 800 kB) are
 * dropped from its style sheet before Vite emits them. Import it from a module, not by a CSS @import,
 * which this hook does not see; the build then fails instead of shipping them.
 */
function katexWoff2Only(): Plugin {
  return {
    name: "katex-woff2-only",
    enforce: "pre",
    transform: {
      filter: { id: /katex(\.min)?\.css$/ },
      handler: (css) => css.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, ""),
    },
    generateBundle(_options, bundle) {
      const old = Object.keys(bundle).filter((file) => /\.(woff|ttf)$/.test(file));
      if (old.length > 0) this.error(`Fonts that no browser needs were emitted: ${old.join(", ")}`);
    },
  };
}

/**
 * What stands in assets/ has its hash in its name and never changes, so the server of `npm start` and of the browser tests
 * lets the browser keep it, as static hosts do; only then does the browser keep what it has compiled, too.
 */
function keepHashedFiles(): Plugin {
  return {
    name: "keep-hashed-files",
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        if (request.url?.startsWith("/assets/")) {
          response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        }
        next();
      });
    },
  };
}

/**
 * The built page may run and fetch its own files and nothing else, whatever a shared link contains.
 * Only in the build: Vite's dev server lives on inline scripts. style attributes stay allowed, for
 * KaTeX positions its glyphs with them.
 */
function contentSecurityPolicy(): Plugin {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle, path }) => {
        // A policy holds only for what follows it, and an inline script would be dead on arrival.
        if (/<script(?![^>]*\ssrc=)|<style/.test(html)) {
          throw new Error("index.html holds an inline script or style, which its policy forbids.");
        }
        const meta = {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content: policy },
          injectTo: "head-prepend" as const,
        };
        // The pages that benches build have no formulas to wait for, or stand in a folder of their own.
        if (path !== "/index.html") return [meta];
        // Formulas are fetched beside the page, not after it.
        const formulas = Object.values(bundle ?? {}).find(
          (part) => part.type === "chunk" && part.facadeModuleId?.includes("/katex/"),
        );
        if (!formulas) throw new Error("KaTeX has no file of its own.");
        const preload = {
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `./${formulas.fileName}` },
          injectTo: "head" as const,
        };
        return [preload, meta];
      },
    },
  };
}
