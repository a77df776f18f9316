"""The app: its pages."""
import streamlit as st

from pages.ui import doorway
from pages.ui.shared import component, glossary, style
from pages.ui.shared.keeping import keeper, line

doorway.enter()
st.set_page_config(page_title="Neural network playground", page_icon=style.ICON, layout="wide")
page = st.navigation([
    st.Page("pages/home.py", title="Home", icon=":material/home:", url_path="home", default=True),
    st.Page("pages/playground.py", title="Playground", icon=":material/hub:", url_path="playground"),
    st.Page("pages/lessons.py", title="Lessons", icon=":material/school:", url_path="lessons"),
    st.Page("pages/first_principles.py", title="First principles", icon=":material/calculate:",
            url_path="first_principles"),
    st.Page("pages/digits.py", title="Digits", icon=":material/draw:", url_path="digits"),
    st.Page("pages/handwriting.py", title="Your handwriting", icon=":material/ink_pen:", url_path="handwriting"),
    st.Page("pages/evaluation.py", title="Evaluation", icon=":material/fact_check:", url_path="evaluation"),
], position="top")
st.html(style.STYLE)
with line.above(page.url_path), component.loading():
    keeper.keep()
    page.run()
    glossary.explain()
    keeper.watch()
