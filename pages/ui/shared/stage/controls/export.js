// The stage as a PNG: its pictures on the theme's background with a title, the numbers and what the colors mean.

import { context2d } from "../../js/canvas.js";
import { css } from "../../js/color.js";
import { made } from "../../js/dom.js";
import { accuracyText, epochText, lossText } from "../../js/text.js";

/**
 * @import { Stage } from "../stage.js"
 */

const RATIO = 2; // pixels of the file for one on the page, so that it is sharp in print and on slides
const LEGEND = "A square shows a neuron's output for every point of the plane; a line is a weight, a dot a bias. " +
  "Orange is negative, blue is positive; the wider, the stronger.";

/** @param {Stage} stage */
export function downloadPicture(stage) {
  const name = fileName(stage.scene.problem, epochText(stage.shown.epoch, stage.scene.stepsPerEpoch));
  pictureOf(stage).toBlob((blob) => {
    if (!blob) return;
    const link = made("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

/** @param {string} problem @param {string} epoch */
export function fileName(problem, epoch) {
  return `${problem} epoch ${epoch}`.toLowerCase().replace(/,/g, "").replace(/[^a-z0-9.]+/g, "-") + ".png";
}

/**
 * A text's lines, none wider than there is room.
 * @param {(text: string) => number} widthOf
 * @param {string} text
 * @param {number} width
 */
export function wrapped(widthOf, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1], longer = `${line} ${word}`.trim();
    if (line && widthOf(longer) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/**
 * All of it on one canvas. The stage's own are painted at the file's ratio for that, and as before afterwards.
 * @param {Stage} stage
 */
function pictureOf(stage) {
  const { theme, width, narrow, network, answer, curve } = stage, margin = 20, gap = 18, title = 22;
  stage.ratio = RATIO;
  stage.layOut();
  stage.paintAll();
  const canvas = made("canvas"), context = context2d(canvas);
  const texts = wordsAround(context, stage), top = 20 + 19 * texts.head.length + 22, foot = 17 * texts.foot.length + 20;
  const column = answer.height + title + curve.height;
  const height = narrow ? network.height + gap + column : Math.max(network.height, column);
  canvas.width = (width + 2 * margin) * RATIO;
  canvas.height = (top + height + foot) * RATIO;
  context.scale(RATIO, RATIO);
  context.fillStyle = css(theme.background);
  context.fillRect(0, 0, canvas.width, canvas.height);
  /** @param {string} text @param {number} x @param {number} y @param {string} font @param {string} [color] */
  const write = (text, x, y, font, color = theme.soft) => {
    context.font = `${font} ${theme.font}`;
    context.fillStyle = color;
    context.fillText(text, x, y);
  };
  write(stage.scene.problem, margin, 28, "600 18px", css(theme.text));
  texts.head.forEach((line, i) => write(line, margin, 49 + 19 * i, "13px"));
  texts.foot.forEach((line, i) => write(line, margin, top + height + 14 + 17 * i, "12px"));
  const x = narrow ? margin : margin + width - answer.width, y = narrow ? top + network.height + gap : top;
  network.copyTo(context, margin, top);
  answer.copyTo(context, x, y);
  write(curve.title, x + curve.plot.x, y + answer.height + 14, "12px");
  curve.copyTo(context, x, y + answer.height + title);
  stage.ratio = undefined;
  stage.layOut();
  stage.paintAll();
  return canvas;
}

/** @param {CanvasRenderingContext2D} context @param {Stage} stage */
function wordsAround(context, { scene, shown, theme, tested, width }) {
  /** @param {number} share @param {string} [of] */
  const accuracy = (share, of = "") => (Number.isFinite(share) ? `, ${of}accuracy ${accuracyText(share)}` : "");
  /** @param {string} text */
  const widthOf = (text) => context.measureText(text).width;
  const epoch = epochText(shown.epoch, scene.stepsPerEpoch);
  const numbers = `Epoch ${epoch}, loss ${lossText(shown.loss)}${accuracy(shown.accuracy)}` +
    (tested ? `; test loss ${lossText(shown.testLoss)}${accuracy(shown.testAccuracy, "test ")}` : "");
  context.font = `13px ${theme.font}`;
  const head = [...wrapped(widthOf, numbers, width), ...wrapped(widthOf, scene.settings, width)];
  context.font = `12px ${theme.font}`;
  return { head, foot: wrapped(widthOf, LEGEND, width) };
}
