// Python's text as it is shown: how far a line is indented, and what of it is a keyword or a comment.

const KEYWORDS = /^(?:def|return|for|in|import|as)$/;

/** By how many characters a line is indented. @param {string} line */
export const indent = (line) => line.length - line.trimStart().length;

/**
 * A line in parts that look different. Our programs have no # within texts.
 * @param {string} line
 * @returns {{kind: "" | "keyword" | "comment", text: string}[]}
 */
export function tokens(line) {
  const at = line.indexOf("#"), code = at < 0 ? line : line.slice(0, at);
  const parts = code.split(/(\b[a-z]+\b)/).filter(Boolean)
    .map((text) => ({ kind: /** @type {"" | "keyword"} */ (KEYWORDS.test(text) ? "keyword" : ""), text }));
  return at < 0 ? parts : [...parts, { kind: "comment", text: line.slice(at) }];
}
