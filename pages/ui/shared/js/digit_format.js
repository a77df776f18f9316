// How large the pictures of digits are: engine/datasets/digit_format.py for the browser.

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
