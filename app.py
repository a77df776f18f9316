"""The app: its pages, and what must be set before anything else is imported."""
import os

for library in ("OPENBLAS", "OMP", "MKL"):  # before NumPy: under load, two threads burn 28 times the CPU of one
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import streamlit as st  # noqa: E402

from pages.ui import doorway, theme  # noqa: E402

doorway.enter()
st.set_page_config(page_title="Neural network playground", page_icon=":material/hub:", layout="wide")
page = st.navigation([
    st.Page("pages/home.py", title="Home", icon=":material/home:", url_path="home", default=True),
    st.Page("pages/playground.py", title="Playground", icon=":material/hub:", url_path="playground"),
], position="top")
st.html(theme.STYLE)
page.run()
