"""The description of the interface: as OpenAPI for programs, as a page of ours for people."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from huiyin.api.app import ROOT, api
from huiyin.api.problems import HINTS, TITLES

GROUPS = {
    "sources": gettext_noop("Sources"),
    "statements": gettext_noop("Statements"),
    "review": gettext_noop("Review"),
    "cases": gettext_noop("Cases"),
    "suggestions": gettext_noop("Suggestions"),
    "congress": gettext_noop("Sessions, deputies, meetings"),
    "records": gettext_noop("Records and remarks"),
    "questions": gettext_noop("Questions, inquiries, opinions"),
    "briefings": gettext_noop("Briefings and digests"),
    "publication": gettext_noop("Publication"),
    "imports": gettext_noop("Tables taken in"),
    "papers": gettext_noop("Files of lists"),
    "templates": gettext_noop("Word templates"),
    "events": gettext_noop("Events"),
    "statistics": gettext_noop("Statistics"),
    "policies": gettext_noop("Rules and calendars"),
    "people": gettext_noop("Units, accounts, deputising"),
    "notices": gettext_noop("Notices"),
    "default": gettext_noop("What must be answered for"),
}


@cache
def openapi() -> dict[str, Any]:
    """Return the description as plain data."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT), ensure_ascii=False))
    return found


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Hand out the description (docs/openapi.json)."""
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show the operations, what each takes and gives, without anything from elsewhere."""
    schema = openapi()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["default"])[0]
            groups.setdefault(tag, []).append(_operation(path, method, operation, schema))
    context = {
        "groups": [
            {"code": code, "name": gettext(name), "operations": groups.get(code, [])} for code, name in GROUPS.items()
        ],
        "problems": [
            {"status": status, "title": gettext(TITLES[status]), "hint": gettext(HINTS[status])} for status in TITLES
        ],
        "root": request.build_absolute_uri(ROOT).rstrip("/"),
    }
    return render(request, "api/docs.html", context)


def _operation(path: str, method: str, operation: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    summary = operation["summary"]
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "says": gettext(summary),
        "more": operation.get("description", ""),
        "scope": operation["x-scope"],
        "parameters": [
            {
                "name": each["name"],
                "where": each["in"],
                "required": each.get("required", False),
                "type": type_words(each["schema"]),
            }
            for each in operation["parameters"]
        ],
        "takes": _fields(operation.get("requestBody", {}).get("content", {}), schema),
        "gives": _given(operation["responses"], schema),
    }


def _given(responses: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    status = next((status for status in responses if status.startswith("2")), "")
    return {"status": status, "fields": _fields(responses.get(status, {}).get("content", {}), schema)}


def _fields(content: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of a body, one level deep; files have none."""
    kinds = list(content.values())
    body = resolved(kinds[0].get("schema", {}) if kinds else {}, schema)
    needed = body.get("required", [])
    return [
        {"name": name, "type": type_words(field), "required": name in needed}
        for name, field in body.get("properties", {}).items()
    ]


def resolved(found: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference means."""
    name = found.get("$ref", "").rpartition("/")[2]
    return schema["components"]["schemas"][name] if name else found


def type_words(field: dict[str, Any]) -> str:
    """Return the type of a field in a few signs: string, integer, date, [Name], A | B."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "anyOf" in field:
        return " | ".join(dict.fromkeys(type_words(each) for each in field["anyOf"]))
    if "enum" in field:
        return " | ".join(map(str, field["enum"]))
    if field.get("type") == "array":
        return f"[{type_words(field.get('items', {}))}]"
    return str(field.get("format") or field.get("type") or "any")
