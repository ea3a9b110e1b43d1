"""The server of the pages: `app.py`, every answer with the headers that keep foreign scripts and frames out."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from assistant.faces.headers import Headers, policy
from assistant.faces.pages.session import lasting

lasting.set()
PAGE = Path(st.__file__).parent / "static" / "index.html"

app = st.App("app.py", middleware=[Middleware(Headers, policy=policy(PAGE.read_text("utf-8")))])
