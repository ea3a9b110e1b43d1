"""The HTTP server: questions and forms in, answers out, as the tools give them. The only importer of FastAPI."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..answer.assistant import Assistant
from ..errors import AssistantError, TooMany
from ..language.catalogue.area import ERRORS
from ..language.tag import Language
from ..question.conversation import Turn
from .headers import NOTHING, Headers
from .manage import journal
from .manage.installation import examine, probes
from .manage.limits import MINUTE, RateLimits
from .manage.packages import program
from .tools.output import Answered, Input, StandardHeld, Value, standards_held
from .tools.toolbox import Form, StandardCode, Toolbox

LONGEST_BODY = 262_144
"""Longest body of a request, in bytes; twenty turns as long as the longest question come to half of it."""
MOST_TURNS = 100
"""Turns of a history; of these the last count, as many as the settings say."""
log = logging.getLogger(__name__)


class Ask(Input):
    """A question, in Chinese or English."""

    question: str = Field(description="its limit is a setting, 2000 characters by default")
    history: list[Turn] = Field(default=[], max_length=MOST_TURNS, description="the turns before it, oldest first")
    standard: StandardCode = None
    language: Language | None = Field(default=None, description="of the answer; null: that of the question")


class Run(Input):
    """A form of the query language: nothing has to be understood."""

    form: Form
    standard: StandardCode = None
    language: Language = "zh-TW"


class Wrong(Value):
    """What `doctor` finds wrong, and what to do about it."""

    name: str
    state: str
    remedy: str


class Health(Value):
    """Whether questions are answered, tried on two of them, and what else is wrong."""

    ready: bool = Field(description="whether what was asked for is as it should be")
    table: str = Field(description="what is wrong with an answer of the table; empty: nothing")
    meaning: str = Field(description="what is wrong with an answer by meaning; empty: nothing")
    faults: tuple[Wrong, ...] = Field(
        default=(), description="`/health` alone: all that `doctor` finds answers or data to suffer from"
    )


class Fault(Value):
    """What went wrong: a name of the error tree, and a sentence or two: what, where, what to do."""

    error: str
    message: str


def server(assistant: Assistant) -> FastAPI:
    """The server over an assistant. It answers by rule, changes nothing, and serves its description as OpenAPI."""
    figures = journal.Figures(assistant.settings.runs)

    @asynccontextmanager
    async def counting(_: FastAPI) -> AsyncIterator[None]:
        with journal.heard(figures):
            yield

    made = FastAPI(
        title="competency-assistant",
        version=program(),
        description=__doc__.partition(".")[0],
        docs_url=None,  # its page would fetch scripts from elsewhere
        redoc_url=None,
        lifespan=counting,
        responses={status: {"model": Fault} for status in (400, 413, 422, 429, 500, 503)},
        middleware=[Middleware(Headers, policy=NOTHING), Middleware(Bounded)],
    )
    for failure in (AssistantError, RequestValidationError, HTTPException, Exception):
        made.add_exception_handler(failure, _failed)
    toolbox, limits = Toolbox(assistant), RateLimits(assistant.settings)

    @made.post("/ask")
    def ask(asked: Ask, request: Request) -> Answered:
        """Answer a question, with evidence and how far it was proved."""
        with limits.admitted(_address(request)):
            return toolbox.ask(asked.question, asked.history, asked.standard, asked.language)

    @made.post("/run")
    def run(asked: Run, request: Request) -> Answered:
        """Answer a form, such as `understood.form` of an answer: the same form gives the same answer."""
        with limits.admitted(_address(request)):
            return toolbox.query(asked.form, asked.language, asked.standard)

    @made.get("/standards")
    def standards() -> list[StandardHeld]:
        """The standards that can be asked about."""
        return standards_held(assistant)

    @made.get("/health", responses={503: {"model": Health}})
    def health(response: Response) -> Health:
        """What `doctor` looks at, two questions among it; 503 when answers or data suffer from anything."""
        tried = probes(assistant)
        wrong = [one for one in examine(assistant.settings, tried) if not one.fine]
        faults = tuple(Wrong(name=one.name, state=one.state, remedy=one.remedy) for one in wrong)
        return _told(response, tried, faults, fit=not faults)

    @made.get("/ready", responses={503: {"model": Health}})
    def ready(response: Response) -> Health:
        """Ask the two questions; 503 unless the table answers, as it does without a search model. What a proxy asks."""
        tried = probes(assistant)
        return _told(response, tried, (), fit=not tried["table"])

    @made.get("/metrics", response_class=PlainTextResponse)
    def metrics() -> Response:
        """What this server answered since it started, and the feedback kept, in the text form of Prometheus."""
        return Response(figures.text(), media_type=journal.CONTENT_TYPE)

    return made


class Bounded:
    """Takes bodies up to `LONGEST_BODY`, however they are sent, and never holds more of one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body whole, then hand the request on; 413 when it is longer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body, more = bytearray(), True
        while more:
            part = await receive()
            body += part.get("body", b"")
            more = part.get("more_body", False)
            if len(body) > LONGEST_BODY:
                told = ERRORS.both("http.long_request", limit=LONGEST_BODY)
                await _fault("TooLong", told, 413)(scope, receive, send)
                return
        held: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def again() -> Message:
            return held.pop() if held else await receive()

        await self.app(scope, again, send)


def _told(response: Response, tried: Mapping[str, str], faults: tuple[Wrong, ...], *, fit: bool) -> Health:
    response.status_code = 200 if fit else 503
    return Health(ready=fit, faults=faults, **tried)


def _fault(error: str, message: str, status: int) -> JSONResponse:
    return JSONResponse(Fault(error=error, message=message).model_dump(), status)


def _address(request: Request) -> str:
    """Whose questions are counted together over HTTP."""
    return request.client.host if request.client else ""


def _failed(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, AssistantError):
        told = _fault(type(error).__name__, str(error), error.status)
        if isinstance(error, TooMany):
            told.headers["Retry-After"] = str(int(MINUTE))
        return told
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"][1:] if isinstance(part, str | int)) or "JSON"
        return _fault("UsageError", ERRORS.both("http.unusable_field", at=at, wrong=first["msg"]), 422)
    if isinstance(error, HTTPException):
        asked = {"method": request.method, "path": request.url.path}
        return _fault("UsageError", ERRORS.both("http.not_served", **asked, why=error.detail), error.status_code)
    log.error("%s failed", request.url.path, exc_info=error)
    return _fault("Unexpected", ERRORS.both("http.unexpected"), 500)
