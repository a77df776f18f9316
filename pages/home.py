"""What this is and where to go first."""
import streamlit as st

from pages.ui import doorway

doorway.require_app(__file__)
st.title("See a neural network learn")
