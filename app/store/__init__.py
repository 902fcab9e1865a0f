"""What is kept: calls, turns and recordings. The only room that speaks SQL."""

from app.store.call_ids import CallNotFound
from app.store.calls import CallOpening, CallSummary
from app.store.journal import CallJournal
from app.store.store import Store
from app.store.tape import CallTape
from app.store.unusable import RecordUnreadable, StoreUnusable
from app.store.upgrade import NewerDatabase

__all__ = [
    "CallJournal",
    "CallNotFound",
    "CallOpening",
    "CallSummary",
    "CallTape",
    "NewerDatabase",
    "RecordUnreadable",
    "Store",
    "StoreUnusable",
]
