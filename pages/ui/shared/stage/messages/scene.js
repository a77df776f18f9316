// Keeps what stages' messages are about, which Python sends apart because it seldom changes.

import { paintWaiting } from "../../js/arriving/hand_over.js";
import { pageState } from "../../js/page_state.js";
import { decodeScene, unpacked } from "./message.js";

/** @import { Call } from "../../js/page_state.js" */

const MOST = 8; // scenes that are kept: the page may still be told of an older one

/** @param {Call} call */
export function paint({ data }) {
  unpacked(data).then((scene) => {
    const { scenes } = pageState();
    scenes.delete(scene.number);
    scenes.set(scene.number, decodeScene(scene));
    for (const number of [...scenes.keys()].slice(0, -MOST)) scenes.delete(number);
    paintWaiting();
  }).catch(reportError);
  return () => {};
}
