"""How the app looks: the few rules that Streamlit's own theme settings cannot say. Knows nothing of Streamlit."""

STYLE = """<style>
.stMainBlockContainer { padding: 4.6rem clamp(1rem, 2.5vw, 2.5rem) 3rem; max-width: 1360px; margin: 0 auto }
[data-testid="stMarkdownContainer"] table { font-variant-numeric: tabular-nums; width: 100% }
@media (max-width: 640px) {
  [data-testid="stMarkdownContainer"]:has(table) { overflow-x: auto }
  [data-testid="stMarkdownContainer"] :is(th, td) { padding: 5px 6px; font-size: 13px }
}
.st-key-home-ways [data-testid="stPageLink"] a {
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 8px; padding: 0.7rem 1rem }
.st-key-home-ways [data-testid="stPageLink"] a:hover { border-color: currentColor }
.st-key-playground-chart_place { min-height: 34rem }
.stMainBlockContainer h1 { padding-top: 0 }
</style>"""
