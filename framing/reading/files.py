"""The files below what was given, and nothing else: folders, gzip and zip, with their dangers refused.

A symbolic link in a folder is never followed, a member of an archive is never written to disk, and what
unpacks to far more than it should is stopped.
"""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from framing.records import Rejected

# News text packs to a third or a tenth; a bomb to a thousandth.
MOST_UNPACKED = 64 * 2**20
MOST_RATIO = 100
MOST_MEMBERS = 200_000
METADATA = "metadata.jsonl"
READ_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file on disk or in an archive. ``path`` is its name below what was given, ``label`` for messages."""

    label: str
    path: str
    open: Callable[[], BinaryIO]

    @property
    def name(self) -> str:
        """The file's name, without .gz."""
        return PurePosixPath(self.path).name.removesuffix(".gz")

    @property
    def suffix(self) -> str:
        """The kind of file: .txt, .jsonl and so on, in lower case, without .gz."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def folder(self) -> str:
        """The label of the folder around it."""
        return self.label[: len(self.label) - len(PurePosixPath(self.path).name)]


class TooLargeError(OSError):
    """A compressed file unpacks to more than text would."""


def files_of(path: Path) -> Iterator[Entry | Rejected]:
    """The files of a file, folder or archive, in the order of their names, and what was refused."""
    if path.is_file():
        yield from _unzipped(_entry(path, path.name))
    elif path.is_dir():
        yield from _walk(path, path)
    else:
        yield Rejected(str(path), "no such file or folder", "check the path")


def _walk(folder: Path, root: Path) -> Iterator[Entry | Rejected]:
    try:
        children = sorted(folder.iterdir(), key=lambda child: _metadata_first(child.name))
    except OSError as error:
        yield Rejected(str(folder), f"cannot be opened ({error.strerror})", "check its permissions")
        return
    for child in children:
        if child.name.startswith("."):
            continue
        if child.is_symlink():
            yield Rejected(str(child), _where_it_leads(child, root), "put the file itself there")
        elif child.is_dir():
            yield from _walk(child, root)
        elif child.is_file():
            yield from _unzipped(_entry(child, child.relative_to(root).as_posix()))
        else:
            yield Rejected(str(child), "neither a file nor a folder", "remove it")


def _where_it_leads(link: Path, root: Path) -> str:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a symbolic link that leads nowhere or in a circle"
    if target.is_relative_to(root.resolve()):
        return "a symbolic link to what is in this folder anyway"
    return "a symbolic link that leaves the folder"


def _entry(path: Path, below: str) -> Entry:
    def opened() -> BinaryIO:
        if not below.endswith(".gz"):
            return path.open("rb")
        packed = path.stat().st_size
        return cast(BinaryIO, io.BufferedReader(_Guarded(cast(BinaryIO, gzip.open(path)), packed)))

    return Entry(str(path), below, opened)


def _unzipped(entry: Entry) -> Iterator[Entry | Rejected]:
    """The members of a zip file; any other file as it is."""
    if entry.suffix != ".zip":
        yield entry
        return
    try:
        archive = zipfile.ZipFile(entry.open())  # stays open for as long as its members are read
        members = [info for info in archive.infolist() if not info.is_dir()]
    except READ_ERRORS as error:
        yield Rejected(entry.label, f"no zip file ({error})", "pack it again")
        return
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > max(
        MOST_UNPACKED, MOST_RATIO * sum(m.compress_size for m in members)
    ):
        yield Rejected(
            entry.label, "unpacks to far more than text would", "unpack it yourself, if you trust it"
        )
        return
    for info in sorted(members, key=lambda info: (*map(_metadata_first, info.filename.split("/")),)):
        if not any(part.startswith((".", "__MACOSX")) and part != ".." for part in info.filename.split("/")):
            yield _member(entry, archive, info)


def _metadata_first(name: str) -> tuple[bool, str]:
    """A key that sorts what describes the other files of a folder before them."""
    return name != METADATA, name


def _member(holder: Entry, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Entry | Rejected:
    name = info.filename.replace("\\", "/")
    label = f"{holder.label}!{name}"
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/") or ":" in parts[0]:
        return Rejected(label, "a path that leaves the archive", "pack it again without ..")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Rejected(label, "a symbolic link in an archive", "pack the file itself")
    if info.flag_bits & 1:
        return Rejected(label, "encrypted", "pack it without a password")
    if name.lower().endswith(".zip"):
        return Rejected(label, "an archive within an archive", "unpack the outer one first")

    def opened() -> BinaryIO:
        stream: BinaryIO = cast(BinaryIO, archive.open(info))
        if name.endswith(".gz"):
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        return cast(BinaryIO, io.BufferedReader(_Guarded(stream, info.compress_size)))

    below = PurePosixPath(holder.path).with_suffix("") / name
    return Entry(label, below.as_posix(), opened)


class _Guarded(io.RawIOBase):
    """A stream that stops where it unpacks to far more than it was packed into."""

    def __init__(self, stream: BinaryIO, packed: int) -> None:
        self._stream = stream
        self._left = max(MOST_UNPACKED, MOST_RATIO * packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        read = self._stream.read(min(len(view), 2**16))
        self._left -= len(read)
        if self._left < 0:
            raise TooLargeError("unpacks to far more than text would")
        view[: len(read)] = read
        return len(read)

    def close(self) -> None:
        self._stream.close()
        super().close()
