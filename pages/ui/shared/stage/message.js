// Reads the binary messages that stage.py writes: a scene with its points, loss curve and snapshots.

function decode(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerSize = view.getUint32(0, true);
  const scene = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerSize)));
  const buffer = bytes.slice(4 + headerSize).buffer; // a copy, so that floats are aligned
  let at = 0;
  const floats = (count) => { const part = new Float32Array(buffer, at, count); at += 4 * count; return part; };
  const octets = (count) => { const part = new Uint8Array(buffer, at, count); at += count; return part; };
  const sizes = scene.sizes;
  scene.layers = sizes.slice(1).map((fanOut, l) => ({ fanIn: sizes[l], fanOut }));
  const neurons = scene.layers.reduce((sum, layer) => sum + layer.fanOut, 0);
  const params = scene.layers.reduce((sum, layer) => sum + (layer.fanIn + 1) * layer.fanOut, 0);
  scene.outputs = sizes.at(-1);
  scene.points = Array.from({ length: scene.pointCount }, (_, i) => {
    const [x, y, value, test] = floats(4);
    return { x, y, value, test: test > 0, name: scene.names[i] ?? "" };
  });
  scene.curve = Array.from({ length: scene.curvePoints }, () => floats(5));
  scene.snapshots = Array.from({ length: scene.snapshotCount }, () => {
    const [epoch, loss, accuracy, testLoss, testAccuracy, largest] = floats(6);
    return { epoch, loss, accuracy, testLoss, testAccuracy, largest, params: floats(params),
             inputTiles: octets(sizes[0] * scene.tile ** 2), tiles: octets(neurons * scene.tile ** 2), map: octets(scene.outputs * scene.map ** 2),
             large: octets(scene.large ? scene.map ** 2 : 0), largeOf: scene.large?.join() ?? "" };
  });
  return scene;
}
