// How the page is built: hashed files and a manifest for the server's templates; nothing inline, for the strict CSP.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    assetsInlineLimit: 0, // a data: address would need a wider CSP
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["src/choose.ts", "src/call.ts", "src/replay.ts", "src/site.css"] },
  },
  worker: { format: "es" },
});
