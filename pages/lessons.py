"""Short lessons, each one a link to the playground in a state that shows something."""
import streamlit as st

from pages.ui import doorway
from pages.ui.playground import lessons
from pages.ui.shared import glossary, guard

doorway.require_app(__file__)
guard.show()
st.title("Lessons", anchor=False)
st.markdown("Each lesson opens the playground in a state that shows one thing. Guess what will happen, try it, then "
            "read what it shows. They take a minute or two, in any order.")
lessons.gallery()
st.header("Glossary", anchor=False)
glossary.gallery()
