"""The door: the page frame, the pages, and the sidebar."""

from pathlib import Path

import streamlit as st

from assistant.pages import card, chat, evaluation, feedback, source, trouble
from assistant.pages.language import t
from assistant.pages.session import settings

ART = Path(chat.__file__).parent / "art"

st.set_page_config(page_title=t("app.name"), page_icon=str(ART / "icon.png"), layout="wide")
logo = (ART / "logo.svg").read_text("utf-8").replace("NAME", t("app.name"))
st.logo(logo, icon_image=str(ART / "icon.png"), size="large")
pages = [
    st.Page(chat.page, title=t("app.chat"), icon=":material/forum:", url_path="chat", default=True),
    st.Page(source.page, title=t("app.source"), icon=":material/article:", url_path="source"),
]
if settings().evaluation:
    pages += [
        st.Page(evaluation.page, title=t("evaluation.page"), icon=":material/science:", url_path="evaluation"),
        st.Page(feedback.page, title=t("feedback.page"), icon=":material/thumbs_up_down:", url_path="feedback"),
    ]
st.session_state.source_page = pages[1]
page = st.navigation(pages)
with trouble.guard():
    card.sidebar()
    page.run()
