"""Sentences about the wire: a real server, real sockets, and clients of every kind."""
