"""Holds a raw JSON answer against Azure's published descriptions, as the Python packages carry them."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)")
HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")


class PageOf:
    """A page of a list: `value` and, where more follows, the address of the next page."""

    def __init__(self, model: type) -> None:
        self.model = model


class Fields:
    """An object that no package has a model of, field by field."""

    def __init__(self, **types: Any) -> None:
        self.types = types


def problems(body: Any, wanted: Any, at: str = "") -> Iterator[str]:
    """Every way in which `body` is not what `wanted` describes: a model, a page, or the type of a field."""
    if isinstance(wanted, PageOf):
        yield from _page_problems(body, wanted.model, at)
    elif isinstance(wanted, Fields):
        yield from _fields_problems(body, wanted, at)
    elif wanted is Any or wanted is object:
        return
    elif isinstance(wanted, type) and hasattr(wanted, "_deserialize"):
        yield from _model_problems(body, wanted, at)
    elif get_origin(wanted) in (Union, UnionType):
        yield from _union_problems(body, get_args(wanted), at)
    elif get_origin(wanted) is list:
        yield from _list_problems(body, get_args(wanted)[0], at)
    elif get_origin(wanted) is dict or wanted is dict:
        yield from _dict_problems(body, wanted, at)
    elif get_origin(wanted) is Literal:
        if _literal(get_args(wanted)[0]) != body:
            yield f"{at} is {body!r}, not {_literal(get_args(wanted)[0])!r}"
    else:
        yield from _value_problems(body, wanted, at)


def _page_problems(body: Any, item: type, at: str) -> Iterator[str]:
    if not isinstance(body, dict) or not isinstance(body.get("value"), list):
        yield f"{at or 'the answer'} is no page with a list called value"
        return
    for name in body.keys() - {"value", "nextLink"}:
        yield f"{at}.{name} is not a field of a page"
    if body.get("nextLink") is not None and not str(body["nextLink"]).startswith("http"):
        yield f"{at}.nextLink is no address"
    yield from _list_problems(body["value"], item, f"{at}.value")


def _fields_problems(body: Any, wanted: Fields, at: str) -> Iterator[str]:
    for name in body.keys() - wanted.types.keys():
        yield f"{at}.{name} is not a field of it"
    for name, form in wanted.types.items():
        yield from problems(body.get(name), form, f"{at}.{name}")


def _model_problems(body: Any, model: type, at: str) -> Iterator[str]:
    if not isinstance(body, dict):
        yield f"{at} is {body!r}, not a {model.__name__}"
        return
    model = _subtype(body, model)
    fields = {field._rest_name: (name, field) for name, field in _fields(model).items()}
    hints = _hints(model)
    for name, value in body.items():
        if name not in fields:
            yield f"{at}.{name} is not a field of {model.__name__}"
            continue
        attribute, field = fields[name]
        if field._visibility and "read" not in field._visibility:
            yield f"{at}.{name} is never answered"
        elif field._format == "rfc7231":
            if value is not None and not (isinstance(value, str) and HTTP_DATE.fullmatch(value)):
                yield f"{at}.{name} is {value!r}, not a date of HTTP"
        else:
            yield from problems(value, hints[attribute], f"{at}.{name}")
    for name, (attribute, _field) in fields.items():
        if name not in body and type(None) not in get_args(hints[attribute]):
            yield f"{at}.{name} is missing, and {model.__name__} requires it"


def _fields(model: Any) -> dict[str, Any]:
    # The packages fill the table in when the first one is made.
    model.__new__(model)
    return model._attr_to_rest_field


def _subtype(body: dict[str, Any], model: Any) -> Any:
    for field in _fields(model).values():
        if field._is_discriminator:
            return model.__mapping__.get(body.get(field._rest_name), model)
    return model


def _hints(model: type) -> dict[str, Any]:
    names = {"_models": sys.modules[model.__module__.removesuffix("._models")]}
    return get_type_hints(model, localns=names)


def _union_problems(body: Any, choices: tuple[Any, ...], at: str) -> Iterator[str]:
    if body is None and type(None) in choices:
        return
    enums = [choice for choice in choices if isinstance(choice, type) and issubclass(choice, Enum)]
    # "str or one of these" is how an open list of known values is written.
    rest = enums or [choice for choice in choices if choice is not type(None)]
    found = [list(problems(body, choice, at)) for choice in rest]
    if all(found):
        yield from found[0]


def _list_problems(body: Any, item: Any, at: str) -> Iterator[str]:
    if not isinstance(body, list):
        yield f"{at} is {body!r}, not a list"
        return
    for number, value in enumerate(body):
        yield from problems(value, item, f"{at}[{number}]")


def _dict_problems(body: Any, wanted: Any, at: str) -> Iterator[str]:
    if not isinstance(body, dict):
        yield f"{at} is {body!r}, not an object"
        return
    item = (get_args(wanted) or (str, Any))[1]
    for name, value in body.items():
        yield from problems(value, item, f"{at}.{name}")


def _literal(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _value_problems(body: Any, wanted: type, at: str) -> Iterator[str]:
    if issubclass(wanted, Enum):
        if body not in [member.value for member in wanted]:
            yield f"{at} is {body!r}, which {wanted.__name__} does not know"
    elif wanted is datetime:
        if not isinstance(body, str) or not DATE_TIME.fullmatch(body):
            yield f"{at} is {body!r}, not a date and time"
    elif wanted is float:
        if not isinstance(body, int | float) or isinstance(body, bool):
            yield f"{at} is {body!r}, not a number"
    elif type(body) is not wanted:
        yield f"{at} is {body!r}, not of type {wanted.__name__}"
