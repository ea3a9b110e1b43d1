"""The door: the page frame, the pages, and the sidebar."""

from pathlib import Path

import streamlit as st

from assistant.pages import (
    card,
    chat,
    checklist,
    compare,
    evaluation,
    feedback,
    health,
    places,
    requirements,
    search,
    source,
    trouble,
)
from assistant.pages.language import t
from assistant.pages.session import settings

ART = Path(chat.__file__).parent / "art"

st.set_page_config(page_title=t("app.name"), page_icon=str(ART / "icon.png"), layout="wide")
logo = (ART / "logo.svg").read_text("utf-8").replace("NAME", t("app.name"))
st.logo(logo, icon_image=str(ART / "icon.png"), size="large")
pages = {
    "chat": st.Page(chat.page, title=t("app.chat"), icon=":material/forum:", url_path="chat", default=True),
    "map": st.Page(requirements.page, title=t("map.title"), icon=":material/table_view:", url_path="map"),
    "compare": st.Page(compare.page, title=t("compare.title"), icon=":material/compare_arrows:", url_path="compare"),
    "checklist": st.Page(checklist.page, title=t("checklist.title"), icon=":material/checklist:", url_path="checklist"),
    "search": st.Page(search.page, title=t("search.title"), icon=":material/search:", url_path="search"),
    "health": st.Page(health.page, title=t("health.title"), icon=":material/health_and_safety:", url_path="health"),
    "source": st.Page(source.page, title=t("app.source"), icon=":material/article:", url_path="source"),
}
if settings().evaluation:
    pages |= {
        "evaluation": st.Page(
            evaluation.page, title=t("evaluation.page"), icon=":material/science:", url_path="evaluation"
        ),
        "feedback": st.Page(
            feedback.page, title=t("feedback.page"), icon=":material/thumbs_up_down:", url_path="feedback"
        ),
    }
places.register(pages)
page = st.navigation(list(pages.values()))
with trouble.guard():
    card.sidebar()
    page.run()
