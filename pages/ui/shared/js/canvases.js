// What pictures on canvases have in common: sharp lines, digits by their pixels, and tips beside a place.

// Make a canvas so large, in CSS pixels, and blank; returns the context that draws on it, sharp on every screen.
function sharp(canvas, width, height, ratio = Math.min(2, devicePixelRatio || 1)) {
  const context = canvas.getContext("2d");
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

// A canvas of width x height pixels whose bytes go through a scale of colors (see themeOf); null paints white ink on black.
function painted(canvas, bytes, scale = null, width = 28, height = width) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d"), image = context.createImageData(width, height), pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = scale ? scale[bytes[i]] : 0xff000000 | (bytes[i] * 0x010101);
  context.putImageData(image, 0, 0);
  return canvas;
}

// Have an element of this size show the i-th digit of a sheet, a PNG in base64 with so many columns of digits.
function cut(element, size, { sheet, columns }, i) {
  Object.assign(element.style, { backgroundImage: `url(data:image/png;base64,${sheet})`, backgroundSize: `${columns * size}px auto`,
    backgroundPosition: `${-(i % columns) * size}px ${-Math.floor(i / columns) * size}px`, backgroundOrigin: "content-box" });
}

// Put a tip beside a place, at its left where there is no room at its right.
function putBeside(tip, x, y, room, clear = 12) {
  const width = tip.offsetWidth, left = x + clear + width <= room ? x + clear : x - clear - width;
  Object.assign(tip.style, { left: `${Math.max(0, Math.min(room - width, left))}px`, top: `${Math.max(0, y)}px` });
}

// The one of several things that is the least `away`, and nearer than `reach`; null if none is.
function closest(things, away, reach = Infinity) {
  let best = null;
  for (const thing of things) {
    const distance = away(thing);
    if (distance < reach) [best, reach] = [thing, distance];
  }
  return best;
}

// Of rows [epoch, ...] the one nearest to an epoch.
const nearest = (rows, epoch) => closest(rows, ([at]) => Math.abs(at - epoch));
