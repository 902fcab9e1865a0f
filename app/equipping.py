"""Turns settings into what the engines are given to work with."""

import os

from pydantic import SecretStr

from app.engines.equipment import Equipment
from app.engines.model_servers import ModelServer, Waits
from app.settings import Settings


def equipment_of(settings: Settings) -> Equipment:
    """Return it. Raises `EngineError` for a server's address that cannot be used."""
    first = _server(settings.model_url, settings.model_key, settings.model_name)
    second = _server(
        settings.model_fallback_url, settings.model_fallback_key, settings.model_fallback_name or settings.model_name
    )
    waits = Waits(
        settings.model_connect_seconds,
        settings.model_first_token_seconds,
        settings.model_next_token_seconds,
        settings.model_reply_seconds,
    )
    return Equipment(
        models=settings.models_folder,
        whisper_model=settings.whisper_model,
        language=settings.whisper_language,
        short_window=settings.whisper_short_window,
        threads=settings.engine_threads,
        cores=len(os.sched_getaffinity(0)),
        words=(*first, *second),
        waits=waits,
        judge=_server(settings.judge_url, settings.judge_key, settings.judge_name),
    )


def _server(url: str | None, key: SecretStr | None, model: str | None) -> tuple[ModelServer, ...]:
    if url is None or model is None:
        return ()
    return (ModelServer(url, key.get_secret_value() if key is not None else None, model),)
