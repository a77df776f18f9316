"""How the app looks: the few rules that Streamlit's own theme settings cannot say. Knows nothing of Streamlit."""
from collections.abc import Sequence
from pathlib import Path

from pages.ui.shared.colors import COLORS

ICON = Path(__file__).with_name("icon.svg")  # a ":material/...:" here would be asked of a font server, by every visitor

# What is on a page and not to be seen: the keys of its containers; those of components' code are numbers, so many at
# most. They stand in the rules by name, as do others: where `:has` looks for a part of a name ("[class*=...]"), a
# browser looks at the whole page anew with each tick.
MOST_COMPONENTS = 48
UNSEEN = [*range(MOST_COMPONENTS), "lesson", "scene", "keeping", "picker", "address", "top", "moment", "course",
          *(f"{kind}_{page}" for kind in ("sheet", "photo") for page in ("digits", "handwriting"))]
STEPS = range(1, 8)  # of the code of one training step
KEPT = ["own", "tuned", "loaded", "drawings", "points", "moment"]  # what can be offered back


def _any(name: str, endings: Sequence[object]) -> str:
    """A selector of the containers with one of several keys."""
    return f":is({', '.join(f'.st-key-{name}{ending}' for ending in endings)})"


LIGHT, DARK = COLORS["page"], COLORS["dark_page"]
# Streamlit tells its theme's colors to components alone. White on the light blue that text on a dark page needs would
# be too faint, so the words of a primary button have the page's color.
STYLE = f"""<style>:root {{ --page: light-dark({LIGHT["background"]}, {DARK["background"]}); --pressed: light-dark(
  color-mix(in srgb, {LIGHT["primary"]} 80%, black), color-mix(in srgb, {DARK["primary"]} 80%, white)) }}
{_any("unseen-", UNSEEN)}, [data-testid="stLayoutWrapper"]:has(> {_any("unseen-", UNSEEN)}) {{ display: none }}
:has(> .st-key-keeping-line):not(:has({_any("offer-", KEPT)})) {{ position: absolute }}  /* takes no room */
:has(> {_any("principles-code_lines", STEPS)}) {{ flex: 99 1 34rem; min-width: min(100%, 34rem) }}
:has(> {_any("principles-code_values", STEPS)}) {{ flex: 1 1 27rem; min-width: min(100%, 27rem) }}
</style>""" \
"""<style>
/* Everything is measured in it: on large screens all grows, as far as the window's height allows. */
:root { font-size: clamp(16px, min(4px + 0.833vw, 4px + 1.48vh), 26px) !important }
.stMainBlockContainer { padding: 4.6rem clamp(1rem, 2.5vw, 2.5rem) 3rem; max-width: 85rem; margin: 0 auto }
[data-testid="stBaseButton-primary"]:enabled { color: var(--page) }
[data-testid="stBaseButton-primary"]:enabled:is(:hover, :active) {
  color: var(--page); background: var(--pressed); border-color: var(--pressed) }
[data-testid="stCaptionContainer"] a { color: inherit }  /* the link's color, paler as captions are, is too faint */
[data-testid="stMarkdownContainer"] table { font-variant-numeric: tabular-nums; width: 100% }
.katex { font-size: 1.08em !important }  /* beside text of its own size; its 1.21 is made for a narrower font */
.katex-display { overflow: auto hidden }  /* a line that is too long for its column can be scrolled */
@media (max-width: 640px) {
  [data-testid="stMarkdownContainer"]:has(table) { overflow-x: auto }
  [data-testid="stMarkdownContainer"] :is(th, td) { padding: 5px 6px; font-size: 13px }
  .katex-display { font-size: min(1em, 3.4vw) }
}
.st-key-home-ways [data-testid="stPageLink"] a {
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 8px; padding: 0.7rem 1rem }
.st-key-home-ways [data-testid="stPageLink"] a:hover { border-color: currentColor }
.st-key-principles-own_tables .stColumn { min-width: min(100%, 27rem) }  /* a table's */
:is([class*="st-key-principles-code_lines"], .st-key-principles-code_loop, .st-key-principles-code_script) code > span {
  display: block; padding-left: 6ch; text-indent: -6ch }  /* a line that is wrapped goes on further right */
[class*="st-key-principles-exercise"] pre code { white-space: pre-wrap !important }
[data-testid="stCode"] .token { color: inherit !important }
[data-testid="stCode"] .token.comment { font-style: italic; opacity: 0.75 }
[data-testid="stCode"] .token.keyword { font-weight: 600 }
.st-key-playground-chart_place { min-height: 34rem }
.stMainBlockContainer:has(.st-key-playground-bar) { padding-top: 4.1rem; max-width: none }
:has(> .st-key-openings):not(:has(button)) { display: none }  /* nothing to say: no room */
.st-key-playground-bar { min-height: 3.6rem }
.st-key-playground-bar button { padding-inline: 0.6rem }
:has(> .st-key-playground-numbers) { flex: 1 1 15rem }
.st-key-playground-numbers { align-items: center }
.st-key-playground-help button p { position: absolute; clip-path: inset(50%) }  /* its name, for who cannot see it */
:has(> .st-key-panel-rate) { flex: 0 0 auto; width: auto }
.st-key-panel-rate, .st-key-panel-rate * { width: auto; flex-wrap: nowrap }
.st-key-panel-rate .stSlider { display: grid; grid-template-columns: auto 6.5rem; gap: 0.6rem; align-items: center }
.st-key-panel-rate .stSlider label { margin: 0; min-height: 0; line-height: 1.2; width: min-content }
.st-key-panel-rate .stSlider label * { overflow-wrap: normal; word-break: normal }
.st-key-panel-rate [data-testid="stSliderTickBar"] { display: none }
@media (min-width: 1101px) {  /* the rest is the stage's */
  .stHorizontalBlock:has(> .stColumn .st-key-playground-settings) { flex-wrap: nowrap }
  .stColumn:has(> * .st-key-playground-stage) { flex: 1 1 0; min-width: 0 }
  .stColumn:has(> * .st-key-playground-settings) { flex: none; width: 18rem }
  .stColumn:has(> * .st-key-lesson) { width: 22rem } }
@media (max-width: 1100px) {  /* settings under the stage, but a lesson's card above it */
  .stHorizontalBlock:has(> .stColumn .st-key-playground-settings) { flex-direction: column }
  .stHorizontalBlock:has(> .stColumn .st-key-playground-settings) > .stColumn { width: 100%; flex: none }
  .stHorizontalBlock:has(> .stColumn .st-key-lesson) { gap: 0.75rem }
  .stColumn:has(.st-key-lesson), .stColumn:has(.st-key-lesson) > .stVerticalBlock { display: contents }
  .stColumn:has(.st-key-lesson) > .stVerticalBlock > * { order: 1 }
  .stColumn:has(.st-key-lesson) > .stVerticalBlock > :has(.st-key-lesson) { order: -1 } }
@media (max-width: 640px), (max-height: 500px) {  /* the bar at the thumb */
  .st-key-playground-transport { position: fixed; z-index: 900; inset: auto 0 0; padding: 0.5rem 0.75rem;
    justify-content: center; flex-wrap: nowrap; background: var(--page);
    border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
  .st-key-playground-transport button { min-height: 44px; min-width: 44px }
  .stMainBlockContainer:has(.st-key-playground-bar) { padding-bottom: 5rem }
  .stMain:has(.st-key-playground-bar) { scroll-padding-bottom: 5rem } }  /* what gets the focus is not behind the bar */
@media (max-width: 640px) {  /* six buttons with their names under them */
  .st-key-playground-transport { gap: 0.3rem; padding: 0.4rem 0.5rem }
  .st-key-playground-transport > * { flex: 1 1 auto !important; width: auto }
  .st-key-playground-transport button { width: 100%; padding: 0.2rem 0.1rem }
  .st-key-playground-transport [data-has-shortcut] { flex-direction: column; gap: 0 }
  .st-key-playground-transport .stMarkdownEllipsis { overflow: visible }
  .st-key-lesson { padding: 0.6rem 0.8rem }
  .st-key-playground-transport button p { font-size: 0.7rem; white-space: nowrap } }
.st-key-playground-notice { min-height: 2.5rem }  /* two lines, so that the stage stays where it is */
.st-key-playground-notice button { min-height: 2rem; padding-block: 0 }
.st-key-playground-notice > :has(> .st-key-status) { flex: 1 1 24rem }
.st-key-status [data-testid="stCaptionContainer"] { opacity: 1; font-size: 0.95rem }  /* what happened is no aside */
.st-key-status p { line-height: 1.3 }
.st-key-playground-notice [data-testid="stAlertContainer"] { padding: 0.35rem 0.75rem }
.stColumn:has(:is(.st-key-playground-chart_surface, .st-key-playground-chart_contour)) { min-width: min(340px, 100%) }
@media (max-width: 640px) { .st-key-status { min-height: 2.8rem } }  /* two lines: no sheet moves under a pen */
.stColumn:has(.st-key-digits-canvas, .st-key-handwriting-canvas) { min-width: 17.5rem }  /* the sheet's */
:is(.st-key-digits-canvas, .st-key-handwriting-canvas) { min-height: 17.5rem }  /* before it is there, too */
@media (max-width: 1000px) {
  /* settings beside the sheet and the answer would leave no room for either, nor text beside a picture for its words */
  .stColumn:has(.stColumn .st-key-digits-canvas), .stColumn:has(.stColumn .st-key-digits-canvas) ~ .stColumn,
  .stColumn:has(.st-key-home-ways), .stColumn:has(.st-key-home-ways) ~ .stColumn {
    min-width: 100% } }
@media (max-width: 640px) {  /* the answer comes right below the sheet and its tools, so that one screen has both */
  .st-key-digits-board .stHorizontalBlock:has(> .stColumn) { flex-direction: column; gap: 1rem }
  .st-key-digits-board :is(.stColumn, .stColumn > .stVerticalBlock) { display: contents }
  .st-key-digits-board .stColumn:last-child > .stVerticalBlock > * { order: 1 }
  .st-key-digits-board .stColumn:first-child > .stVerticalBlock > :nth-child(n + 3) { order: 2 } }
.st-key-playground-layers_box [data-testid="stNumberInput"] {
  display: grid; grid-template-columns: 1fr 7.4rem; gap: 0.5rem; align-items: center }
.st-key-playground-layers_box [data-testid="stNumberInput"] label { margin: 0; min-height: 0 }
.st-key-playground-tiles [data-variant="pills"] {
  padding: 2.5rem 0 1px; width: 2.75rem; height: auto; min-height: 0; border-radius: 6px; border-width: 2px;
  background: center 0.25rem / 2.1rem no-repeat; opacity: 0.65 }
.st-key-playground-tiles [data-variant="pills"]:is([data-selected], :hover, :focus-visible) { opacity: 1 }
.st-key-playground-tiles [data-variant="pills"] p { font-size: 0.75rem }
.st-key-lesson-cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)) }
.st-key-lesson-cards > [class*=st-key-lesson-] { height: auto; width: auto }
.stElementContainer:is(.st-key-digits-brush, .st-key-handwriting-brush) { width: 17.5rem; max-width: 100% }
.stApp:has(.st-key-digits-pause [data-testid="stBaseButton-primary"]) [data-testid="stStatusWidget"] {
  display: none }  /* while a network trains, a call is always running; Streamlit's runner would come and go */
a[href^="#term-"] {  /* of the glossary */
  color: inherit !important; text-decoration: underline dotted 1px !important; text-underline-offset: 0.2em;
  cursor: help }
a[href^="#term-"]:is(:hover, :focus-visible) { text-decoration-style: solid !important }
:has(> .st-key-glossary-popover) { position: absolute }  /* takes no room */
.glossary-rows { columns: 22rem 2; column-gap: 2.5rem; margin: 0; padding: 0 }
.glossary-rows div { break-inside: avoid; margin-bottom: 0.75rem }
.glossary-rows dt { font-weight: 600 }
.glossary-rows dd { margin: 0 }
.stMainBlockContainer h1 { padding-top: 0 }
[data-testid="stTooltipContent"] { pointer-events: none }  /* a hint of Play would keep the mouse from the menu above */
[data-testid="stTooltipContent"] a { pointer-events: auto }
.stFileChip[aria-invalid="true"] { flex-wrap: wrap; height: auto; max-width: 100% }
.stFileChip[aria-invalid="true"] > [role="alert"] {  /* why a file was not taken; phones have no hover to see it by */
  position: static; width: 100%; height: auto; margin: 0; clip: auto; clip-path: none; white-space: normal;
  font-size: 13px }
[class*="st-key-evaluation-"] .js-plotly-plot :is(.xtick text, .ytick text, .bartext) { font-size: 0.75rem !important }
[class*="st-key-evaluation-"] .js-plotly-plot :is(.xtitle, .ytitle) { font-size: 0.875rem !important }
.st-key-keeping-news {  /* over the page: it comes while people draw and click */
  position: fixed; z-index: 1000; bottom: 1rem; left: 50%; transform: translateX(-50%); flex-wrap: nowrap;
  width: min(56rem, 100vw - 2rem) !important; padding: 0.5rem 0.75rem 0.5rem 0.5rem; border-radius: 8px;
  background: var(--page); box-shadow: 0 2px 16px rgb(0 0 0 / 0.3) }
.stMainBlockContainer:has(.st-key-keeping-news) { padding-bottom: 8rem }  /* the page ends above them */
@media (max-width: 640px) {  /* low there */
  .st-key-keeping-news {
    bottom: 0; width: 100vw !important; padding: 0.25rem 0.5rem; gap: 0.5rem; border-radius: 8px 8px 0 0 }
  .st-key-keeping-news [data-testid="stAlertContainer"] { padding: 0.3rem 0.5rem }
  .st-key-keeping-news [data-testid="stAlertContainer"] p { font-size: 0.8rem; line-height: 1.3 }
  .stApp:has(.st-key-playground-bar) .st-key-keeping-news { bottom: 3.8rem }  /* above the bar */
}
@media (max-height: 500px) {  /* a phone held sideways has room for a sheet, if for little else */
  .stMainBlockContainer { padding-top: 3.75rem } }
.stSkillsNudge { display: none }  /* Streamlit's word to developers with AI agents would cover menus */
</style>"""
STYLE = " ".join(line.strip() for line in STYLE.splitlines())  # one: Streamlit looks at each line again at every run
