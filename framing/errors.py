"""The errors that a user can cure; each message names the place and the cure."""

from __future__ import annotations


class FramingError(Exception):
    """Base of all errors that this package raises on purpose."""


class InputError(FramingError):
    """The data given cannot be used: the message names file, line and cure."""


class ModelError(FramingError):
    """A model folder cannot be used: missing, damaged, or of another format."""


class RegisterError(FramingError):
    """An actor register contradicts itself: the message names the entries."""
