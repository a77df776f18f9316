// Moving between the cells of a grid by the keyboard.

/**
 * Where a key leads from a cell, or null if it leads nowhere.
 * @param {string} key
 * @param {number} row
 * @param {number} column
 * @param {number} rows
 * @param {number} columns
 */
export function moved(key, row, column, rows, columns) {
  const ways = /** @type {Record<string, [number, number]>} */ ({
    ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
    Home: [row, 0], End: [row, columns - 1], PageUp: [0, column], PageDown: [rows - 1, column] });
  if (!(key in ways)) return null;
  const [down, along] = ways[key];
  return { row: Math.max(0, Math.min(rows - 1, down)), column: Math.max(0, Math.min(columns - 1, along)) };
}
