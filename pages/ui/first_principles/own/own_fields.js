// The network's numbers as they are typed: fields side by side, as many as there is room for, and no picture.

import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";

const STYLE = `${BOARD_STYLE}
  .board { grid-template-columns: minmax(0, 1fr) }
  .picture { display: none }
  .fields { grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.8rem), 1fr)); align-items: start; gap: 0.6rem 1rem }
  .field.table { grid-column: auto; row-gap: 0.2rem }`;

/** @extends {Board<Record<string, never>>} */
class OwnFields extends Board {}

export const paint = mounted(OwnFields, { style: STYLE, html: BOARD_HTML });
