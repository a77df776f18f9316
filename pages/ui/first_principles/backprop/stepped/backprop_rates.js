// Numbers of the training, to type and to slide, without a picture.

import { mounted } from "../../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../../board/board.js";

const STYLE = `
  .board, .board.narrow { grid-template-columns: minmax(0, 26rem) }
  .picture { display: none }`;

export const paint = mounted(Board, { style: BOARD_STYLE + STYLE, html: BOARD_HTML });
