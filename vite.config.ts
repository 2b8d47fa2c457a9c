import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  // Relative addresses: the build works from any path of any static host.
  base: "./",
  plugins: [
    react(),
    katexWoff2Only(),
    withoutColours(),
    iconsWithoutKeys(),
    contentSecurityPolicy(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "baseline-widely-available",
    // The policy below allows neither data: fonts nor inline scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One style sheet: what is fetched later must not be seen without its style.
    cssCodeSplit: false,
    rolldownOptions: {
      // React Flow declares all its parts by these at the top of one file: without this, those that nobody uses stay in.
      treeshake: {
        manualPureFunctions: ["memo", "forwardRef", "createContext"],
        propertyReadSideEffects: false,
      },
      output: {
        codeSplitting: {
          // One file for what the first view needs, and one for the rest of both, which is fetched when it stands.
          groups: [
            { name: "page", tags: ["$initial"], priority: 2 },
            { name: "later", test: /\/src\/(canvas|panels)\//, priority: 1 },
          ],
        },
      },
    },
    // Read by scripts/check-size.mjs.
    manifest: true,
  },
  preview: { port: 4173 },
  test: {
    // A test that needs a page asks for it in its first line: // @vitest-environment happy-dom
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    exclude: [...configDefaults.exclude],
    // Property tests run long on a slow machine, and nothing is timed.
    testTimeout: process.env.LONG ? 600_000 : 60_000,
    hookTimeout: 60_000,
  },
});

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
 * React Flow zooms by d3-transition, which could blend colours as well and brings all that is known of them. Nothing here
 * asks for that: to d3-transition nothing is a colour then, which leaves 4 kB out of the page.
 */
function withoutColours(): Plugin {
  const names = ["rgb", "hsl", "lab", "hcl", "lch", "gray", "cubehelix"];
  const exported = ["color", ...names.map((name) => `color as ${name}`)].join(", ");
  return {
    name: "without-colours",
    apply: "build",
    enforce: "pre",
    load: {
      filter: { id: /\/d3-color\/.*\.m?js$/ },
      handler: () => `function color() { return null; }\nexport { ${exported} };`,
    },
  };
}

/** The lines of an icon never change places, so React needs no keys for them: random letters, which do not compress. */
function iconsWithoutKeys(): Plugin {
  return {
    name: "icons-without-keys",
    apply: "build",
    transform: {
      filter: { id: /\/lucide-react\/dist\/esm\/icons\// },
      handler: (code) => code.replace(/,\s*key: "[^"]*"/g, ""),
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
      handler: (html) => {
        // A policy holds only for what follows it, and an inline script would be dead on arrival.
        if (/<script(?![^>]*\ssrc=)|<style/.test(html)) {
          throw new Error("index.html holds an inline script or style, which its policy forbids.");
        }
        return [
          {
            tag: "meta",
            attrs: { "http-equiv": "Content-Security-Policy", content: policy },
            injectTo: "head-prepend",
          },
        ];
      },
    },
  };
}
