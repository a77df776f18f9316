// The page's theme as a picture needs it: Streamlit's colors, and ours on them.

import colors from "../colors.json" with { type: "json" };
import { context2d } from "./canvas.js";
import { css, mix, rgb, scaleOf, scaleTo } from "./color.js";
import { made } from "./dom.js";

/** @import { RGB } from "./color.js" */

/** @typedef {ReturnType<typeof themeOf>} Theme */

/**
 * The theme where an element stands.
 * @param {Element} element
 */
export function themeOf(element) {
  const style = getComputedStyle(element);
  /** @param {string} name @param {string} otherwise */
  const own = (name, otherwise) => rgbOf(style.getPropertyValue(`--st-${name}-color`).trim(), otherwise);
  const background = own("background", colors.page.background), text = own("text", colors.page.text);
  const primary = own("primary", colors.page.primary);
  const dark = background[0] + background[1] + background[2] < 384, mode = dark ? "dark" : "light";
  const neutral = mix(background, text, dark ? 0.1 : 0.05);
  const [negative, positive] = [rgb(colors[mode].negative), rgb(colors[mode].positive)];
  const classes = [negative, positive, ...colors[mode].further.map(rgb)];
  return { isDark: dark, background, text, neutral, primary, negative, positive,
           scale: scaleOf(negative, neutral, positive),
           classes, classScales: classes.map((color) => scaleTo(neutral, color)),
           pinned: rgb(colors[mode].pinned),
           sheet: colors[mode].sheet, soft: css(text, 0.72), line: css(text, 0.35), faint: css(text, 0.12),
           font: style.fontFamily || "sans-serif" };
}

/**
 * A color of CSS as numbers.
 * @param {string} text
 * @param {string} otherwise where the text says none
 * @returns {RGB}
 */
function rgbOf(text, otherwise) {
  const probe = context2d(made("canvas"));
  probe.fillStyle = otherwise;
  if (text) probe.fillStyle = text;
  probe.fillRect(0, 0, 1, 1);
  return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
}
