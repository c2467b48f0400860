"""The interface as a whole: its operations, its refusals, and its description as OpenAPI 3.1."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.parser import Parser
from ninja.schema import NinjaGenerateJsonSchema

from huiyin.api import (
    entries,
    events,
    many,
    moving,
    notices,
    once,
    papers,
    policies,
    problems,
    progress,
    proof,
    publication,
    reviewing,
    sources,
    statements,
    statistics,
    word_templates,
)
from huiyin.api.briefings import issuing, items
from huiyin.api.briefings import papers as briefings
from huiyin.api.congress import (
    agendas,
    delegations,
    deputies,
    meetings,
    opinions,
    passages,
    questions,
    records,
    remarks,
    spoken,
    terms,
)
from huiyin.api.imports import cases as case_imports
from huiyin.api.imports import congress as congress_imports
from huiyin.api.imports import units as unit_imports
from huiyin.api.people import accounts, units
from huiyin.api.suggestions import cosigning, desk, drafts, likeness, replies
from huiyin.errors import HuiyinError

ROOT = "/api/v1/"
ABOUT = """Everything that the pages can do, for programs: texts taken in, statements reviewed, cases opened, handed
over, reported on and closed; suggestions filed and followed; sessions, records and briefings kept. A program sends a
token (`Authorization: Bearer …`) that an administrator made for it; it acts as the token's account, sees what that
account may see, and is named in the trail by it. Answers carry an ETag; writes on something versioned take it in
`If-Match`. A write with an `Idempotency-Key` is done once, however often it is sent. Refusals are problem details
(RFC 9457) with a stable `code`."""


class Strict(Parser):
    """Refuses what could be read in two ways.

    A body is an object: ninja would take any other JSON for one in which all is left out. A parameter that takes one
    value comes once: of two, ninja takes the last, and a proxy in front may have looked at the first.
    """

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what was sent.

        Raises:
            ValueError: it is no JSON object; ninja makes 400 of it.
        """
        found = super().parse_body(request)
        if not isinstance(found, dict):
            raise ValueError("no object")
        return found

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Return the parameters of an address or the fields of a form.

        Raises:
            Refused: one that is no list comes more than once (`query.twice`).
        """
        twice = [name for name, values in data.lists() if len(values) > 1 and name not in list_fields]
        if twice:
            raise problems.Refused(422, "query.twice", names=", ".join(sorted(twice)))
        return super().parse_querydict(data, list_fields, request)


class Interface(NinjaAPI):
    """The operations with a description that names headers and refusals as they are."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """Return the description; the same wherever the site runs."""
        schema = super().get_openapi_schema(path_prefix=path_prefix or ROOT, path_params=path_params)
        for path in schema["paths"].values():
            for method, operation in path.items():
                _finish(method, operation)
        schema["components"]["schemas"] |= _schemas_of(problems.Problem)
        schema["components"]["responses"] = {f"Problem{status}": _refusal(status) for status in problems.STATUSES}
        return schema


def _finish(method: str, operation: dict[str, Any]) -> None:
    """Add what ninja does not know: headers, 304, the media type of refusals."""
    operation.setdefault("parameters", [])
    versioned = operation.get("x-versioned")
    if versioned:
        said = "The ETag that was got with what this changes."
        _header(operation, "If-Match", said, r'^"[0-9]{1,9}(-[0-9a-f]+)?"$', required=True)
    if method != "get":
        said = "Chosen by the caller; the same write under the same key is done once (7 days)."
        _header(operation, once.HEADER, said, once.PATTERN)
    responses = operation["responses"]
    if method == "get":
        responses[304] = {"description": "The caller has the same already (If-None-Match)"}
    for status in responses:
        if int(status) >= 400:
            responses[status] = {"$ref": f"#/components/responses/Problem{status}"}
    operation["responses"] = dict(sorted(responses.items(), key=lambda each: int(each[0])))


def _schemas_of(model: type[Schema]) -> dict[str, Any]:
    """Return the schemas of a model and of those in it, by name, as ninja describes what an operation gives."""
    described = model.model_json_schema(
        ref_template=REF_TEMPLATE, schema_generator=NinjaGenerateJsonSchema, mode="serialization"
    )
    within: dict[str, Any] = described.pop("$defs", {})
    return within | {model.__name__: described}


def _refusal(status: int) -> dict[str, Any]:
    """Return a refusal as all operations have it; described once, so that the description stays readable."""
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": problems.TITLES[status], "content": content}


def _header(operation: dict[str, Any], name: str, said: str, pattern: str, *, required: bool = False) -> None:
    schema = {"type": "string", "pattern": pattern}
    operation["parameters"].append(
        {"in": "header", "name": name, "required": required, "description": said, "schema": schema}
    )


api = Interface(
    title="Huiyin (回音)",
    parser=Strict(),
    version="1",
    description=ABOUT,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
SUBJECTS = (
    *(sources, statements, reviewing, many, events, progress, entries, statistics, proof),
    *(drafts, cosigning, desk, replies, likeness),
    *(terms, agendas, delegations, deputies, meetings, records, remarks, spoken, passages, questions, opinions),
    *(case_imports, congress_imports, unit_imports, papers, word_templates, publication, briefings, items, issuing),
    *(units, accounts, policies, moving, notices),
)
for each in SUBJECTS:
    api.add_router("", each.router)

HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (HuiyinError, problems.of_error),
    (problems.Refused, problems.refused),
    (ValidationError, problems.of_validation),
    (HttpError, problems.of_http),
    (AuthenticationError, problems.unknown),
    (Http404, problems.missing),
    (PermissionDenied, problems.forbidden),
    (MultiPartParserError, problems.unreadable),
    *((each, problems.too_large) for each in problems.TOO_LARGE),
    (Exception, problems.failed),
)
for error, handler in HANDLERS:
    api.add_exception_handler(error, handler)
