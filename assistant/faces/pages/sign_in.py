"""Who reads: the sign-in with the organisation's identity provider, and the role that the list gives."""

import time

import streamlit as st

from ...answer.render import escape
from ...settings import Role
from ..manage.people import people, wanted
from .language import chooser, t
from .session import settings

_HOUR = 3600


def role() -> Role | None:
    """The role of the reader; None: who has to sign in first, or is not on the list.

    :raises UsageError: when a sign-in is wanted that cannot be had; then nobody is let in.
    """
    listed = settings().people
    if not on() or listed is None:
        return settings().role
    return people(listed).role(st.user.to_dict()) if signed_in() else settings().role or None


def on() -> bool:
    """Whether readers sign in here.

    :raises UsageError: when one half of it is missing: the list, the provider, or the extra.
    """
    provider = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    return wanted(settings(), provider)


def signed_in() -> bool:
    """Whether the reader has signed in, and not too long ago: Streamlit's own cookie would hold for thirty days."""
    since = st.user.get("iat")
    recent = isinstance(since, int | float) and time.time() - since < settings().sign_in_hours * _HOUR
    return bool(st.user.get("is_logged_in")) and recent


def name() -> str:
    """What the reader is known by to the provider; empty without a sign-in."""
    return str(st.user.get("email") or st.user.get("sub") or "") if signed_in() else ""


def door() -> None:
    """In the place of all pages: a button to sign in, or that the reader is not on the list."""
    if signed_in():
        st.error(t("sign_in.unlisted", name=escape(name())), icon=":material/lock:")
        st.button(t("sign_in.out"), icon=":material/logout:", on_click=st.logout)
    else:
        st.title(t("sign_in.title"))
        st.markdown(t("sign_in.needed"))
        st.button(t("sign_in.in"), icon=":material/login:", type="primary", on_click=st.login)
    chooser()


def who() -> None:
    """In the sidebar: who reads, and the way out; or the way in, where others read too."""
    if not on():
        return
    if signed_in():
        st.caption(f":material/person: {escape(name())}")
        st.button(t("sign_in.out"), icon=":material/logout:", type="tertiary", on_click=st.logout)
    else:
        st.button(t("sign_in.in"), icon=":material/login:", type="tertiary", on_click=st.login)
