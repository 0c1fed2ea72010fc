import { defineConfig } from "vite";

// The app is served below /app by the Functions app; nothing is inlined, since its content security policy allows no inline code and no data: fonts.
export default defineConfig({
  base: "/app/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    license: { fileName: "licences.txt" },
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: false,
  },
  // The schema of the model language and the samples stand at the root of the repository.
  server: { proxy: { "/api": "http://localhost:7071" }, fs: { allow: ["../../.."] } },
});
