"""Single pages by themselves, and what is done on them."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]


def evaluation_page() -> None:
    """Draws the evaluation page."""
    from assistant.faces.pages import evaluation

    evaluation.page()


def feedback_page() -> None:
    """Draws the feedback page."""
    from assistant.faces.pages import feedback

    feedback.page()


def shown(page: Callable[[], None]) -> AppTest:
    """One page by itself, in Chinese."""
    app = AppTest.from_function(page, default_timeout=90)
    app.query_params["lang"] = "zh-TW"
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    """Press the button of that name."""
    return next(button for button in app.button if button.label == label).click().run()
