"""The door: the page frame, the pages, and the sidebar."""

from functools import partial
from pathlib import Path

import streamlit as st

from assistant.errors import UsageError
from assistant.faces.pages import (
    address,
    chat,
    checklist,
    compare,
    evaluation,
    feedback,
    frame,
    health,
    requirements,
    search,
    sign_in,
    source,
    team,
    trouble,
)
from assistant.faces.pages.language import addressed, language, t
from assistant.faces.pages.session import observed, settings
from assistant.language.catalogue.area import told

ART = Path(chat.__file__).parent / "art"
PAGES = {
    "chat": (chat.page, "app.chat", "forum"),
    "map": (requirements.page, "map.title", "table_view"),
    "compare": (compare.page, "compare.title", "compare_arrows"),
    "checklist": (checklist.page, "checklist.title", "checklist"),
    "team": (team.page, "team.title", "groups"),
    "search": (search.page, "search.title", "search"),
    "health": (health.page, "health.title", "health_and_safety"),
    "source": (source.page, "app.source", "article"),
    "evaluation": (evaluation.page, "evaluation.page", "science"),
    "feedback": (feedback.page, "feedback.page", "thumbs_up_down"),
}
"""What draws each page, its title and its icon, by the end of its address; the first is the first that is seen."""
EVALUATION = {"evaluation", "feedback"}
CLOSED = {"employee": {"team", "health"} | EVALUATION, "manager": EVALUATION, "evaluator": {"team"}}
"""The pages that are not for a role; any other sees all."""

addressed()
st.set_page_config(page_title=t("app.name"), page_icon=str(ART / "icon.png"), layout="wide")
logo = (ART / "logo.svg").read_text("utf-8").replace("NAME", t("app.name"))
st.logo(logo, icon_image=str(ART / "icon.png"), size="large")
try:
    role = sign_in.role()
    observed()
except UsageError as wrong:
    st.error(told(wrong, language()), icon=":material/settings:")
    st.stop()
if role is None:
    sign_in.door()
    st.stop()
closed = CLOSED.get(role, set()) | (set() if settings().evaluation else EVALUATION)
pages = {
    name: st.Page(
        partial(trouble.closed, title) if name in closed else draw,
        title=t(title),
        icon=f":material/{icon}:",
        url_path=name,
        default=name == "chat",
        visibility="hidden" if name in closed else "visible",
    )
    for name, (draw, title, icon) in PAGES.items()
}
address.register({name: page for name, page in pages.items() if name not in closed})
page = st.navigation(list(pages.values()))
with trouble.guard():
    frame.sidebar()
    with st.sidebar:
        sign_in.who()
    page.run()
