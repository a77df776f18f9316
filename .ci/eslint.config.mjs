// The rules for the pages' JavaScript and its tests.
import js from "@eslint/js";

const browser = ["AbortController", "Blob", "BroadcastChannel", "DecompressionStream", "Response", "reportError", "CanvasRenderingContext2D", "Document", "Element", "HTMLButtonElement", "HTMLCanvasElement",
  "HTMLElement", "HTMLFormElement", "HTMLImageElement", "HTMLInputElement", "HTMLSelectElement", "HTMLTableElement",
  "HTMLTableRowElement", "Option",
  "IntersectionObserver", "MouseEvent", "MutationObserver", "Node",
  "Path2D", "PerformanceNavigationTiming", "ResizeObserver", "ShadowRoot", "TextDecoder", "TextEncoder", "URL", "addEventListener", "atob", "btoa",
  "cancelAnimationFrame", "clearInterval",
  "clearTimeout", "devicePixelRatio", "document", "getComputedStyle", "history", "location", "matchMedia", "performance",
  "indexedDB", "innerHeight", "postMessage", "removeEventListener", "requestAnimationFrame", "sessionStorage", "setInterval", "setTimeout"];

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2025, sourceType: "module",
                       globals: Object.fromEntries(browser.map((name) => [name, "readonly"])) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "eqeqeq": ["error", "always", { null: "ignore" }],
      "max-len": ["error", { code: 120, ignoreTemplateLiterals: true, ignoreStrings: true }],
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["tests/js/*.mjs"], languageOptions: { globals: { Buffer: "readonly", process: "readonly" } } },
  {
    files: ["pages/**/*.js"],
    rules: {
      "no-restricted-syntax": ["error", {
        selector: "Program > :matches(ExpressionStatement, IfStatement, ForStatement, ForOfStatement, TryStatement)",
        message: "A module does nothing at import time." }],
    },
  },
];
