import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// In development the API lives elsewhere: the mock by default, a real `aplomb serve` by APLOMB_URL.
const backend = process.env.APLOMB_URL ?? "http://127.0.0.1:18300";

export default defineConfig({
  plugins: [react()],
  server: {
    port: 18310,
    host: "127.0.0.1",
    proxy: { "/api": backend, "/hooks": backend },
  },
  build: {
    target: "es2023",
    // Every asset is a file of its own: an inlined data: URL would need a wider content policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    // What we ship of others keeps their notices; dev/notices.mjs adds the font's.
    license: { fileName: "licenses.txt" },
  },
  test: {
    // Components ask for a browser in their first line; everything else runs faster without one.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    clearMocks: true,
  },
});
