"""Values in words, for people: one short phrase a value, Chinese or English."""

from __future__ import annotations

from qingdan.export.messages import Language, say
from qingdan.models.record import Task
from qingdan.models.values import Deadline, Recurrence, Responsibility, Target, Value

_SIGNS = {">=": "≥", "<=": "≤", "~": "≈", "=": "", None: "", "between": ""}


def word_printed(value: Value) -> str:
    """The printed words on one line: a line of the page that ends inside them is no space in Chinese."""
    return "".join(value.raw.split())


def word_number(value: float) -> str:
    """A number without an empty fraction: `95`, `0.5`."""
    return repr(value).removesuffix(".0")


def _word_rhythm(recurrence: Recurrence, language: Language) -> str:
    if recurrence.interval == 1:
        words = say("every", recurrence.frequency, language)
    else:
        words = say("every_so_many", recurrence.frequency, language, {"interval": recurrence.interval})
    return f"{words}（{recurrence.detail}）" if recurrence.detail else words


def word_deadline(deadline: Deadline, language: Language) -> str:
    """`2024-06-30`, `每月（5日前）`, `长期坚持`; several at once joined; the printed words where nothing was read."""
    words: list[str] = []
    if deadline.start and deadline.end and deadline.start != deadline.end:
        words.append(say("deadline", "range", language, {"start": str(deadline.start), "end": str(deadline.end)}))
    elif deadline.end:
        words.append(str(deadline.end))
    if deadline.recurrence:
        words.append(_word_rhythm(deadline.recurrence, language))
    if deadline.ongoing:
        words.append(say("deadline", "ongoing", language))
    if deadline.status != "resolved":
        words.append(say("deadline", deadline.status, language))
    phrase = "，".join(words) or word_printed(deadline)
    return f"{deadline.label}：{phrase}" if deadline.label else phrase


def _word_baseline(baseline: str, language: Language) -> str:
    if baseline.isdecimal():
        return say("baseline", "year", language, {"year": baseline})
    return say("baseline", baseline, language)


def word_target(target: Target, language: Language) -> str:
    """`群众满意度 ≥95%`, `投诉量 较2023年 减少 20%`, `巡查 每周 ≥2次`; the printed words where nothing was read."""
    words = [target.indicator] if target.indicator else []
    if target.baseline:
        words.append(_word_baseline(target.baseline, language))
    if target.frequency and say("every", target.frequency, "zh").removeprefix("每") not in (target.indicator or ""):
        words.append(say("every", target.frequency, language))
    if target.direction:
        words.append(say("direction", target.direction, language))
    if target.value is not None:
        amount = word_number(target.value)
        if target.value_max is not None:
            amount += f"—{word_number(target.value_max)}"
        per = f"/{target.per}" if target.per else ""
        words.append(f"{_SIGNS.get(target.comparator, target.comparator)}{amount}{target.unit or ''}{per}")
    elif not target.direction:
        words.append(word_printed(target))
    return " ".join(words)


def word_agencies(task: Task, role: str) -> str:
    """Names of those with this role, in the order of the notice."""
    return "、".join(dict.fromkeys(agency.name for agency in task.responsibilities if agency.role == role))


def word_agency(agency: Responsibility, language: Language) -> str:
    """`县卫生健康局（牵头单位）`."""
    return f"{agency.name}（{say('role', agency.role, language)}）"


def flags_of(task: Task) -> tuple[str, ...]:
    """Every flag of the task and of its values, once each."""
    values: tuple[Value, ...] = (*task.deadlines, *task.responsibilities, *task.targets)
    return tuple(dict.fromkeys((*task.flags, *(flag for value in values for flag in value.flags))))
