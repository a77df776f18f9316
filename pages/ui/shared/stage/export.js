// The stage as a PNG: its pictures on the theme's background with a title, the numbers and what the colors mean.

const EXPORT_RATIO = 2; // pixels of the file for one on the page, so that it is sharp in print and on slides

function downloadPicture(stage) {
  const { scene, shown } = stage, epoch = epochText(shown.epoch, scene.stepsPerEpoch);
  const link = made("a");
  pictureOf(stage).toBlob((blob) => {
    link.href = URL.createObjectURL(blob);
    link.download = `${scene.problem} epoch ${epoch}`.toLowerCase().replace(/,/g, "").replace(/[^a-z0-9.]+/g, "-") + ".png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

// A text's lines, none wider than there is room.
function wrapped(context, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && context.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

// All of it on one canvas. The stage's own canvases are painted at the file's ratio for that, and as before afterwards.
function pictureOf(stage) {
  const { theme, width, narrow, network, answer, curve } = stage, margin = 20, gap = 18, title = 22;
  stage.ratio = EXPORT_RATIO;
  stage.layOut();
  stage.paintAll();
  const canvas = made("canvas"), context = canvas.getContext("2d");
  const texts = wordsAround(context, stage), top = 20 + 19 * texts.head.length + 22, foot = 17 * texts.foot.length + 20;
  const column = answer.height + title + curve.height, height = narrow ? network.height + gap + column : Math.max(network.height, column);
  canvas.width = (width + 2 * margin) * EXPORT_RATIO;
  canvas.height = (top + height + foot) * EXPORT_RATIO;
  context.scale(EXPORT_RATIO, EXPORT_RATIO);
  context.fillStyle = css(theme.background);
  context.fillRect(0, 0, canvas.width, canvas.height);
  const write = (text, x, y, font, color = theme.soft) => { Object.assign(context, { font: `${font} ${theme.font}`, fillStyle: color }); context.fillText(text, x, y); };
  const place = (picture, x, y) => context.drawImage(picture.canvas, x, y, picture.width, picture.height);
  write(stage.scene.problem, margin, 28, "600 18px", css(theme.text));
  texts.head.forEach((line, i) => write(line, margin, 49 + 19 * i, "13px"));
  texts.foot.forEach((line, i) => write(line, margin, top + height + 14 + 17 * i, "12px"));
  const x = narrow ? margin : margin + width - answer.width, y = narrow ? top + network.height + gap : top;
  place(network, margin, top);
  place(answer, x, y);
  write(curve.title, x + curve.plot.x, y + answer.height + 14, "12px");
  place(curve, x, y + answer.height + title);
  stage.ratio = undefined;
  stage.layOut();
  stage.paintAll();
  return canvas;
}

function wordsAround(context, { scene, shown, theme, tested, width }) {
  const right = (accuracy) => (Number.isFinite(accuracy) ? `, accuracy ${share(accuracy)}` : "");
  const numbers = `Epoch ${epochText(shown.epoch, scene.stepsPerEpoch)}, loss ${lossText(shown.loss)}${right(shown.accuracy)}` +
    (tested ? `; on test points loss ${lossText(shown.testLoss)}${right(shown.testAccuracy)}` : "");
  context.font = `13px ${theme.font}`;
  const head = [...wrapped(context, numbers, width), ...wrapped(context, scene.settings, width)];
  context.font = `12px ${theme.font}`;
  return { head, foot: wrapped(context, "A square shows what a neuron answers over the plane; a line is a weight, a dot a bias. " +
    "Orange is negative, blue is positive; the wider, the stronger.", width) };
}
