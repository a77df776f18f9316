"""The app: its pages, which Streamlit runs this file for, for each visitor, and its server, which it finds in it."""
import streamlit as st

if __name__ == "__main__":
    from pages.ui import doorway
    from pages.ui.shared import component, glossary, style
    from pages.ui.shared.hosting import turns
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
    with turns.PAGES.place(), line.above(page.url_path), component.loading():
        keeper.keep()
        page.run()
        component.load_drawn()
        glossary.explain()
        keeper.watch()
else:  # loads no page: their pictures are registered with a server that runs
    from starlette.middleware import Middleware

    from pages.ui import serving

    app = st.App(__file__, lifespan=serving.opened, middleware=[Middleware(serving.Compressed)])
