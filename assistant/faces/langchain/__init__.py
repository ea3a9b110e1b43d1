"""The assistant among LangChain's parts: a `Runnable` that answers, and a retriever of what answers rest on."""

from .retriever import AssistantRetriever
from .runnable import AssistantRunnable, Request

__all__ = ["AssistantRetriever", "AssistantRunnable", "Request"]
