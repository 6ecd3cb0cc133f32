"""Files that are one notice: which file of a folder is the notice, and which are its attachments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from qingdan.batch.inputs import Input
from qingdan.batch.read import Options, read_all
from qingdan.models.record import PolicyDocument
from qingdan.structure.attachments.file_names import FileLabel, read_label, to_key

MOST = 50
"""Attachments of one notice."""
Titles = tuple[str, ...]
"""Of attachments that a notice announces and of what it encloses, as `to_key` gives them."""
Announce = Callable[[Sequence[Input]], Mapping[Input, Titles]]
"""Reads notices for what they announce. A notice that cannot be read announces nothing."""

_COVERING = re.compile(r"正文|(?:通知|通告|公告|公示|意见|决定|批复|通报|函)(?:[（(].*[）)])?$")
"""Names of files that send something, and not of what is sent."""
_LEAST = 4
"""Characters of a title that tells a file."""


@dataclass
class _Folder:
    """The files of one folder or archive."""

    name: str
    notices: dict[Input, list[Input]] = field(default_factory=dict)
    """Files that are no attachment by their name, each with the attachments that are its own."""
    labelled: list[tuple[Input, FileLabel]] = field(default_factory=list)
    """Attachments whose notice is not known yet."""


def find_groups(sources: Sequence[Input], announce: Announce) -> tuple[list[Input], list[str]]:
    """The inputs, with attachments inside the notice they belong to, and a line for each folder that stays in doubt.

    Attachments are told by 附件 in their name, or by a title that the only covering notice of the folder announces. In
    doubt files are left apart.
    """
    folders = [_read_folder(name, files) for name, files in _by_folder(sources)]
    doubts = [doubt for folder in folders for doubt in _give_labelled(folder)]
    mains = {id(folder): mains[0] for folder in folders if len(mains := _covering(folder)) == 1 < len(folder.notices)}
    announced = announce(list(mains.values())) if mains else {}
    for folder in folders:
        if main := mains.get(id(folder)):
            _give_announced(folder, main, announced.get(main, ()))
        elif len(folder.notices) > 1 and not any(folder.notices.values()):
            doubts.append(
                f"{folder.name}: which of its {len(folder.notices)} files is the notice is not clear; read one by one"
            )
    groups = {main: files for folder in folders for main, files in folder.notices.items()}
    return list(_grouped(sources, groups, doubts)), doubts


def announce(notices: Sequence[Input], options: Options, jobs: int | None = None) -> dict[Input, Titles]:
    """What notices announce and do not print themselves, and their own titles, which name what they enclose."""
    outcomes = ((o.source, o.document) for o in read_all(notices, options, jobs))
    return {source: tuple(_titles(document)) for source, document in outcomes if document}


def _titles(document: PolicyDocument) -> Iterator[str]:
    missing = (d.params.get("title") for d in document.diagnostics if d.code == "attachment_missing")
    return (to_key(str(title)) for title in (*missing, document.metadata.title) if title)


def _by_folder(sources: Sequence[Input]) -> Iterator[tuple[str, list[Input]]]:
    """Files that lie together; a folder called 附件 belongs to the one that it lies in."""
    folders: dict[str, list[Input]] = {}
    for source in sources:
        folder = PurePosixPath(source.shown).parent
        folders.setdefault(str(folder.parent if folder.name == "附件" else folder), []).append(source)
    return iter(folders.items())


def _stem(source: Input) -> str:
    return PurePosixPath(source.name).stem


def _read_folder(name: str, files: Iterable[Input]) -> _Folder:
    folder = _Folder(name)
    for file in files:
        if label := read_label(file.name):
            folder.labelled.append((file, label))
        else:
            folder.notices[file] = []
    return folder


def _give_labelled(folder: _Folder) -> Iterator[str]:
    """Give attachments to the notice that their name begins with, else to the only one; says why where it cannot."""
    covering = _covering(folder)
    for file, label in folder.labelled:
        owners = [n for n in folder.notices if label.owner and to_key(_stem(n)) == to_key(label.owner)]
        owners = owners or ([] if label.owner and len(folder.notices) > 1 else covering)
        if len(owners) == 1:
            folder.notices[owners[0]].append(file)
            continue
        why = "no file beside it is its notice" if not owners else f"{len(owners)} files beside it may be its notice"
        yield f"{file.shown}: {why}; read on its own"


def _covering(folder: _Folder) -> list[Input]:
    """Files that may be what the folder is about."""
    files = list(folder.notices)
    return files if len(files) < 2 else [file for file in files if _COVERING.search(_stem(file))]


def _give_announced(folder: _Folder, main: Input, titles: Titles) -> None:
    for file in list(folder.notices):
        if file != main and not folder.notices[file] and any(_is_named(to_key(_stem(file)), title) for title in titles):
            folder.notices[main].append(file)
            del folder.notices[file]


def _is_named(stem: str, title: str) -> bool:
    return len(title) >= _LEAST <= len(stem) and (title in stem or stem in title)


def _grouped(sources: Sequence[Input], groups: Mapping[Input, list[Input]], doubts: list[str]) -> Iterator[Input]:
    """The inputs in their order, without those that stand inside another."""
    whole = {main: files for main, files in groups.items() if _is_whole(main, files, doubts)}
    inside = {file for files in whole.values() for file in files}
    for source in sources:
        if source not in inside:
            yield replace(source, attachments=tuple(sorted(whole.get(source, ()), key=_order)))


def _is_whole(main: Input, files: Sequence[Input], doubts: list[str]) -> bool:
    labels = [label.label for file in files if (label := read_label(file.name))]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        doubts.append(f"{main.shown}: several files are its {twice[0]}; read one by one")
    elif len(files) > MOST:
        doubts.append(f"{main.shown}: more than {MOST} attachments; read one by one")
    return not twice and len(files) <= MOST


def _order(file: Input) -> tuple[list[int], str]:
    label = read_label(file.name)
    return [int(n) for n in re.findall(r"\d+", label.label)] if label else [MOST], file.name
