"""A model server that speaks the real protocol and misbehaves on demand; `python -m tests.models.server` starts one."""
