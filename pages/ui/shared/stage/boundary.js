// The decision boundary: the line on which a network is undecided between two classes, which moves from the first step
// on, long before the colors on its two sides can be told apart.

const UNDECIDED = 127.5; // of answers 0..255

// The line through a square map, as a path on a square of one by one. Values come rounded, which would give the line
// steps where the answers are almost even; so each is taken as the mean of its neighborhood first.
function boundaryOf(map, side) {
  const values = evened(evened(map, side, 1), side, side), path = new Path2D();
  const at = (part) => (part + 0.5) / side;
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const first = row * side + column, [a, b, c, d] = [first, first + 1, first + side + 1, first + side].map((i) => values[i] - UNDECIDED);
      const crossings = [];
      if (a < 0 !== b < 0) crossings.push([column + a / (a - b), row]);
      if (b < 0 !== c < 0) crossings.push([column + 1, row + b / (b - c)]);
      if (d < 0 !== c < 0) crossings.push([column + d / (d - c), row + 1]);
      if (a < 0 !== d < 0) crossings.push([column, row + a / (a - d)]);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        path.moveTo(at(crossings[i][0]), at(crossings[i][1]));
        path.lineTo(at(crossings[i + 1][0]), at(crossings[i + 1][1]));
      }
    }
  }
  return path;
}

// Each value as the mean of itself and its neighbors `step` away; at the edges what is missing repeats.
function evened(values, side, step) {
  const result = new Float32Array(side * side);
  for (let i = 0; i < result.length; i++) {
    const place = step === 1 ? i % side : Math.floor(i / side);
    result[i] = (values[i] + values[place ? i - step : i] + values[place + 1 < side ? i + step : i]) / 3;
  }
  return result;
}
